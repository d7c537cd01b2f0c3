using FashionNotebooks.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Engine;

/// <summary>Memory of the process stays bounded even if nobody disposes anything, and scopes are not interrupted.</summary>
[CollectionDefinition(nameof(MemoryWatchTests), DisableParallelization = true)]
[Collection(nameof(MemoryWatchTests))]
public class MemoryWatchTests
{
    private const int Count = 600;
    private const long TensorBytes = 4L << 20;

    [Fact]
    public void ForgottenTensorsAreCollected()
    {
        long before = Environment.WorkingSet, highest = before;
        MemoryWatch.Start(before + (256L << 20));
        for (int k = 0; k < Count; k++)
        {
            _ = ones(TensorBytes / 4); // nobody disposes it
            if (k % 16 == 0)
                highest = Math.Max(highest, Environment.WorkingSet);
        }
        Assert.True(MemoryWatch.Collections > 0);
        Assert.InRange(highest - before, 0, 1536L << 20); // of 2.4 GB in all
    }

    // MB: a collection that frees much keeps the budget, one that frees little makes room for what is in use.
    [Theory]
    [InlineData(1024, 1100, 1000, 300, 1024)]
    [InlineData(1024, 2100, 2000, 1500, 1756)]
    [InlineData(1024, 1100, 700, 690, 1356)]
    public void TheLimitFollowsWhatIsInUse(long budget, long resident, long before, long after, long next) =>
        Assert.Equal(next << 20, MemoryWatch.Next(budget << 20, resident << 20, before << 20, after << 20));

    [Fact]
    public void ScopesAreNotInterrupted()
    {
        MemoryWatch.Start(Environment.WorkingSet + (256L << 20));
        int collections = MemoryWatch.Collections;
        for (int k = 0; k < Count; k++)
        {
            using var scope = NewDisposeScope();
            _ = ones(TensorBytes / 4);
        }
        Assert.Equal(collections, MemoryWatch.Collections);
    }
}
