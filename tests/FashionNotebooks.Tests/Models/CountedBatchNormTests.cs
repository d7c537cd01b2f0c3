using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

public class CountedBatchNormTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void TheNumbersAreTorchSharps(int dimensions)
    {
        using var scope = NewDisposeScope();
        long[] shape = dimensions == 2 ? [5, 3] : [5, 3, 4, 2];
        using BatchNorm theirs = dimensions == 2 ? nn.BatchNorm1d(3, eps: 1e-3) : nn.BatchNorm2d(3, eps: 1e-3);
        using var ours = new CountedBatchNorm(3, eps: 1e-3);
        Assert.Equal(theirs.state_dict().Keys, ours.state_dict().Keys);
        for (int step = 0; step < 3; step++)
        {
            Tensor x = randn(shape).mul(3).add(1);
            Same(theirs.call(x), ours.call(x));
        }
        Assert.Equal(3, ours.num_batches_tracked!.item<long>());
        foreach (var (key, value) in theirs.state_dict())
            Same(value, ours.state_dict()[key]);
        theirs.eval();
        ours.eval();
        Tensor photo = randn(shape);
        Same(theirs.call(photo), ours.call(photo));
        Assert.Equal(3, ours.num_batches_tracked.item<long>());
        Assert.Throws<ArgumentException>(() => ours.call(randn(2, 3, 4)));

        static void Same(Tensor expected, Tensor got) => Assert.True(expected.eq(got).all().item<bool>());
    }

    [Fact]
    public void NoNetCountsWithANumberThatNothingKeeps()
    {
        foreach (string name in Architectures.Names)
        {
            using ImageClassifier net = Architectures.Create(name, 7);
            Assert.All(net.modules().OfType<BatchNorm>(), norm => Assert.IsType<CountedBatchNorm>(norm));
        }
        using var encoder = new FineGrainedEncoder(Architectures.Create(Architectures.SmallRes, 7).Backbone);
        Assert.All(encoder.modules().OfType<BatchNorm>(), norm => Assert.IsType<CountedBatchNorm>(norm));
    }
}
