using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Keeps the parameter.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Copies the values of another state of the same kind.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Writes the state; the same bytes for the same state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>True when another state holds nearly the same values.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    internal abstract void Free();

    // Kept out of dispose scopes: a state lives as long as its optimizer.
    private protected static Tensor ZerosLike(Parameter parameter)
    {
        using var _ = no_grad();
        return zeros_like(parameter).DetachFromDisposeScope();
    }

    private protected static void Move(ref Tensor tensor, Device device)
    {
        var moved = tensor.to(device);
        if (ReferenceEquals(moved, tensor))
            return;
        tensor.Dispose();
        tensor = moved.DetachFromDisposeScope();
    }
}
