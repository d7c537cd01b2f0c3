namespace TorchSharp;

/// <summary>
/// Disposes, at its end, every tensor that was created on this thread while it was the innermost scope and that was not moved out.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private readonly HashSet<IDisposable> others = new(ReferenceEqualityComparer.Instance);
    private torch.Tensor? last;   // tensors form a chain: joining and leaving costs nothing
    private int tensorCount;

    internal DisposeScope(DisposeScopeManager manager) => this.manager = manager;

    /// <summary>Number of objects this scope will dispose.</summary>
    public int DisposablesCount => tensorCount + others.Count;

    /// <summary>The objects this scope will dispose.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Tensors(), .. others];

    /// <summary>True if this scope will dispose the object.</summary>
    public bool Contains(IDisposable disposable) => disposable is torch.Tensor t ? t.Scope == this : others.Contains(disposable);

    /// <summary>Disposes everything that is left in the scope, and closes it.</summary>
    public void Dispose()
    {
        DisposeEverything();
        manager.Close(this);
    }

    /// <summary>Disposes everything in the scope; it stays open.</summary>
    public void DisposeEverything()
    {
        while (last is { } tensor)
            tensor.Dispose();
        foreach (var other in others)
            other.Dispose();
        others.Clear();
    }

    /// <summary>Tells the scope that an object was disposed, so that it forgets it.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (disposable is torch.Tensor t && t.Scope == this)
            Unlink(t);
        else
            others.Remove(disposable);
    }

    internal void Link(torch.Tensor tensor)
    {
        tensor.Scope = this;
        tensor.Previous = last;
        tensor.Next = null;
        if (last is not null)
            last.Next = tensor;
        last = tensor;
        tensorCount++;
    }

    internal void Unlink(torch.Tensor tensor)
    {
        if (tensor.Previous is not null)
            tensor.Previous.Next = tensor.Next;
        if (tensor.Next is not null)
            tensor.Next.Previous = tensor.Previous;
        else
            last = tensor.Previous;
        tensor.Scope = null;
        tensor.Previous = tensor.Next = null;
        tensorCount--;
    }

    private List<torch.Tensor> Tensors()
    {
        var all = new List<torch.Tensor>(tensorCount);
        for (var t = last; t is not null; t = t.Previous)
            all.Add(t);
        all.Reverse();
        return all;
    }
}
