using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Tests.NN;
using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace TorchSharp.Tests.Data;

public class DataLoaderTests
{
    private sealed class Numbers(int count) : Dataset
    {
        public override long Count => count;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["x"] = full(2, (double)index), ["y"] = tensor(index) };
    }

    private static List<long> Order(IEnumerable<Dictionary<string, Tensor>> loader)
    {
        var order = new List<long>();
        foreach (var batch in loader)
            order.AddRange(batch["y"].data<long>().ToArray());
        return order;
    }

    [Fact]
    public void BatchesJoinSamples()
    {
        using var loader = DataLoader(new Numbers(7), 3);
        Assert.Equal(3, loader.Count);
        var shapes = new List<long[]>();
        foreach (var batch in loader)
            shapes.Add(batch["x"].shape);
        Assert.Equal([[3L, 2], [3L, 2], [1L, 2]], shapes);
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], Order(loader));
    }

    [Fact]
    public void TheLastBatchMayBeDropped()
    {
        using var loader = DataLoader(new Numbers(7), 3, drop_last: true);
        Assert.Equal(2, loader.Count);
        Assert.Equal([0L, 1, 2, 3, 4, 5], Order(loader));
    }

    [Fact]
    public void ShufflingHonoursManualSeedAndDiffersPerEpoch()
    {
        using var loader = DataLoader(new Numbers(20), 6, shuffle: true);
        manual_seed(1);
        var (first, second) = (Order(loader), Order(loader));
        manual_seed(1);
        Assert.Equal(first, Order(loader));
        Assert.Equal(second, Order(loader));
        Assert.NotEqual(first, second);
        Assert.Equal(Enumerable.Range(0, 20).Select(index => (long)index), first.Order());
    }

    [Fact]
    public void ASeedOfItsOwnDoesNotTouchTheGlobalOne()
    {
        manual_seed(3);
        using var expected = rand(4);
        using var loader = DataLoader(new Numbers(20), 6, shuffle: true, seed: 5);
        using var again = DataLoader(new Numbers(20), 6, shuffle: true, seed: 5);
        manual_seed(3);
        var (first, second) = (Order(loader), Order(loader));
        using var actual = rand(4);
        Assert.Equal(Fixture.Values(expected), Fixture.Values(actual));
        Assert.Equal(first, Order(again));
        Assert.Equal(second, Order(again));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void TheFirstBatchIsUsable()
    {
        using var loader = DataLoader(new Numbers(7), 3);
        var batch = loader.First();
        Assert.Equal([0L, 1, 2], batch["y"].data<long>().ToArray());
        foreach (var value in batch.Values)
            value.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void APassLeavesNothingBehind(int workers)
    {
        using var loader = DataLoader(new Numbers(7), 3, num_worker: workers);
        var before = Tensor.TotalCount;
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], Order(loader));
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void ErrorsOfADatasetAriseInTheLoop()
    {
        foreach (var workers in new[] { 1, 2 })
        {
            using var loader = new DataLoader<int, int>(new Failing(), 2, (samples, _) => samples.Sum(), num_worker: workers);
            Assert.Equal("sample 3 is broken", Assert.Throws<InvalidDataException>(() => loader.ToList()).Message);
        }
    }

    [Fact]
    public void SamplersAndCollatorsAreTheCallers()
    {
        using var loader = DataLoader(new Numbers(7), 2, [6L, 2, 2, 0]);
        Assert.Equal([6L, 2, 2, 0], Order(loader));
        using var sums = new DataLoader<Dictionary<string, Tensor>, long>(
            new Numbers(4), 2, (samples, _) => samples.Sum(sample => sample["y"].item<long>()));
        Assert.Equal([1L, 5], sums);
    }

    [Fact]
    public void TensorsAreSlicedTogether()
    {
        using var scope = NewDisposeScope();
        var dataset = TensorDataset(arange(6).reshape(3, 2), arange(3));
        Assert.Equal(3, dataset.Count);
        Assert.Equal([4L, 5], dataset[2][0].data<long>().ToArray());
        using var loader = DataLoader(dataset, 2);
        Assert.Equal([[2L, 2], [1L, 2]], loader.Select(batch => batch[0].shape).ToList());
        Assert.Throws<ArgumentException>(() => TensorDataset(zeros(3), zeros(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.GetTensor(3));
    }

    private sealed class Failing : Dataset<int>
    {
        public override long Count => 5;

        public override int GetTensor(long index) => index == 3 ? throw new InvalidDataException("sample 3 is broken") : (int)index;
    }
}
