using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Dispose scopes behave as TorchSharp's.</summary>
[NoTensorLeak]
public class DisposeScopeTests
{
    [Fact]
    public void AScopeDisposesWhatWasMadeInIt()
    {
        Tensor inside;
        using (NewDisposeScope())
            inside = zeros(2);
        Assert.True(inside.IsInvalid);
    }

    [Fact]
    public void ATensorMovedOutBelongsToTheOuterScope()
    {
        using var outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope())
            moved = (zeros(2) + 1).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.Equal(1, outer.DisposablesCount);
    }

    [Fact]
    public void MovingOutOfTheOutermostScopeFreesTheTensorOfAny()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = zeros(2).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void ADetachedTensorLives()
    {
        Tensor kept;
        using (NewDisposeScope())
        using (NewDisposeScope())
            kept = zeros(2).DetachFromDisposeScope();
        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void AnAttachedTensorDies()
    {
        var tensor = zeros(2);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(tensor);
            Assert.True(scope.Contains(tensor));
        }
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void DisposingInsideAScopeRemovesTheTensorFromIt()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 5).Select(_ => zeros(1)).ToList();
        tensors[0].Dispose();
        tensors[2].Dispose();
        tensors[4].Dispose();
        Assert.Equal(2, scope.DisposablesCount);
        Assert.Equal<IDisposable>([tensors[1], tensors[3]], scope.DisposablesView, ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public void EverythingButTheResultGoes()
    {
        using var scope = NewDisposeScope();
        var a = zeros(2);
        var kept = scope.DisposeEverythingBut(a + 1);
        Assert.True(a.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.False(kept.IsInvalid);
    }

    [Fact]
    public void OtherDisposablesAreTakenToo()
    {
        var generator = new Generator(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(generator);
            Assert.True(scope.Contains(generator));
        }
        Assert.Throws<ObjectDisposedException>(() => generator.seed());
    }

    [Fact]
    public void ScopesBelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            made = zeros(1);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        Assert.False(made!.IsInvalid);
        scope.Attach(made);
    }

    [Fact]
    public void AWrappedExpressionKeepsOnlyItsResult()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(() => zeros(2) + ones(2) * 3);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(6, result.sum().ToInt32());
    }

    [Fact]
    public void StatisticsCountEveryWay()
    {
        Exception? failure = null;
        var fresh = new Thread(() => failure = Record.Exception(CountEveryWay));   // every thread has its own counts
        fresh.Start();
        fresh.Join();
        Assert.Null(failure);
    }

    private static void CountEveryWay()
    {
        var counts = DisposeScopeManager.Statistics.TensorStatistics;
        var outside = zeros(1);
        using (var scope = NewDisposeScope())
        {
            zeros(1);
            zeros(1).Dispose();
            scope.Attach(outside);
            scope.Detach(outside);
        }
        outside.Dispose();
        Assert.Equal(1, counts.CreatedOutsideScopeCount);
        Assert.Equal(2, counts.CreatedInScopeCount);
        Assert.Equal(2, counts.DisposedInScopeCount);
        Assert.Equal(1, counts.DisposedOutsideScopeCount);
        Assert.Equal(1, counts.AttachedToScopeCount);
        Assert.Equal(1, counts.DetachedFromScopeCount);
        Assert.Equal(0, counts.ThreadTotalLiveCount);
    }
}
