namespace TorchSharp;

/// <summary>Knows the dispose scopes of each thread; the innermost one takes every tensor that is created.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? current;
    private readonly List<DisposeScope> scopes = [];
    private readonly ThreadDisposeScopeStatistics statistics = new();

    /// <summary>Counts of tensors created, attached, detached and disposed on this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.statistics;

    internal static DisposeScopeManager Current => current ??= new();

    internal DisposeScope? Innermost => scopes.Count > 0 ? scopes[^1] : null;

    internal LifetimeStatistics TensorCounts => statistics.TensorStatistics;

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this);
        scopes.Add(scope);
        return scope;
    }

    internal void Close(DisposeScope scope) => scopes.Remove(scope);

    internal DisposeScope? OuterOf(DisposeScope scope)
    {
        int index = scopes.IndexOf(scope);
        return index > 0 ? scopes[index - 1] : null;
    }

    internal void Register(torch.Tensor tensor)
    {
        if (scopes.Count == 0)
        {
            TensorCounts.CreatedOutsideScopeCount++;
            return;
        }
        TensorCounts.CreatedInScopeCount++;
        scopes[^1].Link(tensor);
    }

    internal void Unregister(torch.Tensor tensor)
    {
        if (tensor.Scope is not { } scope)
        {
            TensorCounts.DisposedOutsideScopeCount++;
            return;
        }
        TensorCounts.DisposedInScopeCount++;
        scope.Unlink(tensor);
    }
}
