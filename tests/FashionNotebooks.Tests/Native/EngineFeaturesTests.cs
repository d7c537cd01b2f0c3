using FashionNotebooks.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Native;

public class EngineFeaturesTests
{
    [Fact]
    public void ChannelsLastKeepsTheNumbers()
    {
        using var scope = NewDisposeScope();
        var images = randn(2, 3, 8, 8);
        Assert.True(EngineFeatures.ChannelsLast(images).Equals(images));
    }

    [Fact]
    public void AutocastEndsWithItsScope()
    {
        using var scope = NewDisposeScope();
        var a = randn(4, 4);
        using (EngineFeatures.Autocast())
            Assert.Equal(EngineFeatures.HasAutocast ? ScalarType.BFloat16 : ScalarType.Float32, a.matmul(a).dtype);
        Assert.Equal(ScalarType.Float32, a.matmul(a).dtype);
    }

    [Fact]
    public void WhatCannotBePackedIsNull()
    {
        using var scope = NewDisposeScope();
        using var packed = EngineFeatures.PackConvolution(randn(4, 3, 3, 3), null, (1, 1), (1, 1), (1, 1), 1, 0, 6);
        Assert.Null(EngineFeatures.PackConvolution(randn(4, 3), null, (1, 1), (1, 1), (1, 1), 1, null, null));
        if (packed is null)
            return;   // the packages have no packing
        var output = packed.Run(randn(1, 3, 5, 5));
        Assert.Equal([1, 4, 5, 5], output.shape);
        Assert.InRange(output.min().item<float>(), 0, 6);
        Assert.InRange(output.max().item<float>(), 0, 6);
    }

    [Fact]
    public void NoThreadIsAnInputError() => Assert.Contains("--threads 0", Assert.Throws<InputException>(() => EngineFeatures.SetThreads(0)).Message, StringComparison.Ordinal);
}
