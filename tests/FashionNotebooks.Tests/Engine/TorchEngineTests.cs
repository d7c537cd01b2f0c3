using FashionNotebooks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Engine;

public class TorchEngineTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(20000)]
    public void ThreadsBeyondReasonAreOneLine(int threads) =>
        Assert.Contains($"{threads} threads", Assert.Throws<InputException>(() => TorchEngine.Start(threads, seed: 1)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void ChannelsLastChangesTheLayoutAndNotTheValues()
    {
        using var scope = NewDisposeScope();
        Tensor images = rand(2, 3, 4, 5);
        Tensor laidOut = ChannelsLast.Of(images);
        Assert.Equal([60L, 1, 15, 3], laidOut.stride());
        Assert.True(laidOut.Equals(images));
        using var layer = nn.Conv2d(3, 4, 3);
        Tensor before = layer.weight!.detach().clone();
        ChannelsLast.Convert(layer.parameters());
        Assert.Equal([27L, 1, 9, 3], layer.weight!.stride());
        Assert.True(layer.weight!.detach().Equals(before));
    }
}
