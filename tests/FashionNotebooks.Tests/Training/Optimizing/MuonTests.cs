using FashionNotebooks.Training.Optimizing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training.Optimizing;

public class MuonTests
{
    [Theory]
    [InlineData(6, 20)]
    [InlineData(20, 6)]
    [InlineData(8, 8)]
    public void TheIterationBringsSingularValuesNearOne(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        Tensor given = randn(3, rows, columns);
        Tensor found = Muon.Orthogonal(given);
        Tensor gram = rows < columns ? found.bmm(found.transpose(1, 2)) : found.transpose(1, 2).bmm(found);
        // The trace of the Gram matrix is the sum of the squared singular values.
        int rank = Math.Min(rows, columns);
        for (int i = 0; i < 3; i++)
            Assert.InRange(gram[i].diagonal().sum().item<float>() / rank, 0.5f, 1.4f);
        Assert.True(found.mul(given).sum().item<float>() > 0);
    }

    [Fact]
    public void AParameterWithoutAGradientStays()
    {
        using var scope = NewDisposeScope();
        using Parameter still = new(randn(8, 4, 3, 3)), moving = new(randn(8, 4, 3, 3)), other = new(randn(4, 4, 1, 1));
        Tensor before = still.clone(), start = moving.clone();
        moving.grad = randn(8, 4, 3, 3);
        using var muon = new Muon([still, moving, other]);
        muon.Step(0.1);
        Assert.True(still.allclose(before, 0, 0));
        Assert.False(moving.allclose(start, 0, 0));
    }

    [Fact]
    public void AStepKeepsTheLengthAndLowersALinearLoss()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var weight = new Parameter(randn(8, 4, 3, 3));
        Tensor slope = randn(8, 4, 3, 3);
        using var muon = new Muon([weight]);
        double before = double.PositiveInfinity;
        for (int step = 0; step < 5; step++)
        {
            weight.grad = slope.clone();
            muon.Step(0.1);
            double now = weight.mul(slope).sum().item<float>();
            Assert.True(now < before);
            before = now;
            Assert.InRange(weight.norm().item<float>(), 2.0f, 3.8f);
        }
    }
}
