using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss with a weight per class or element. The weight stays the caller's: the loss does not dispose it, but takes it out of its dispose scope.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Keeps weight and reduction.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) =>
        this.weight = weight?.DetachFromDisposeScope();

    /// <summary>The weight, or null.</summary>
    public Tensor? weight { get; }
}
