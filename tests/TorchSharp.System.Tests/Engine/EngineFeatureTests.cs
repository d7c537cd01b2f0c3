using FashionNotebooks.Engine;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Engine;

/// <summary>What the engine does beyond TorchSharp's API gives the same numbers.</summary>
[NoTensorLeak]
public class EngineFeatureTests
{
    private static readonly Operator convolve = new("aten::conv2d");

    [Fact]
    public void ChannelsLastChangesOnlyTheLayout()
    {
        using var scope = NewDisposeScope();
        var images = randn(2, 3, 5, 4);
        var converted = ChannelsLast.Of(images);
        Assert.True(ChannelsLast.Has(converted));
        Assert.False(converted.is_contiguous());
        Assert.True(images.Equals(converted));
        Assert.Same(converted, ChannelsLast.Of(converted));
        var matrix = randn(2, 3);
        Assert.Same(matrix, ChannelsLast.Of(matrix));
    }

    [Fact]
    public void ParametersAreConvertedInPlaceAndStayLeaves()
    {
        using var scope = NewDisposeScope();
        var weight = randn(4, 3, 3, 3, requires_grad: true);
        var before = weight.detach().clone();
        ChannelsLast.Convert([weight]);
        Assert.True(ChannelsLast.Has(weight));
        Assert.True(weight.is_leaf && weight.requires_grad);
        Assert.True(weight.Equals(before));
        weight.pow(2).sum().backward();
        Assert.True(weight.grad!.allclose(before * 2));
    }

    [Fact]
    public void AutocastRunsProductsInBFloat16UntilItEnds()
    {
        using var scope = NewDisposeScope();
        var a = randn(8, 8);
        using (Autocast.BFloat16())
        {
            Assert.True(Autocast.IsEnabled);
            using (Autocast.BFloat16())
                Assert.Equal(ScalarType.BFloat16, a.matmul(a).dtype);
            Assert.Equal(ScalarType.BFloat16, a.matmul(a).dtype);
        }
        Assert.False(Autocast.IsEnabled);
        Assert.Equal(ScalarType.Float32, a.matmul(a).dtype);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Relu6HasAGradientInBFloat16(bool inplace)
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { -1, 2, 7 }, requires_grad: true);
        nn.functional.relu6(x.to(ScalarType.BFloat16), inplace).sum().backward();
        Assert.Equal([0f, 1f, 0f], x.grad!.data<float>().ToArray());
    }

    [Theory]
    [InlineData(1, 1, 0, 1)]
    [InlineData(3, 2, 1, 1)]
    [InlineData(3, 1, 1, 4)]
    public void APackedConvolutionEqualsThePlainOne(int kernel, int stride, int padding, int groups)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var images = randn(2, 8, 9, 7);
        var weight = randn(12, 8 / groups, kernel, kernel);
        var bias = randn(12);
        using var packed = new PackedConv2d(weight, bias, (stride, stride), (padding, padding), (1, 1), groups, min: 0);
        var expected = convolve.Call(images, weight, bias, (long)stride, (long)padding, 1, groups).relu();
        Assert.True(packed.Run(ChannelsLast.Of(images)).allclose(expected, 1e-4, 1e-5));
    }

    [Fact]
    public void APackedConvolutionCannotBeUsedAfterItsEnd()
    {
        using var scope = NewDisposeScope();
        var packed = new PackedConv2d(randn(2, 2, 1, 1), null, (1, 1), (0, 0), (1, 1));
        packed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => packed.Run(randn(1, 2, 3, 3)));
    }

    [Fact]
    public void DeterminismIsASwitch()
    {
        EngineState.Deterministic = true;
        Assert.True(EngineState.Deterministic);
        EngineState.Deterministic = false;
        Assert.False(EngineState.Deterministic);
    }
}
