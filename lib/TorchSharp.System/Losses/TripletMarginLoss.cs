using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>max(0, d(a, p) − d(a, n) + margin) with the p-norm distance d (Balntas et al., 2016); all inputs <c>[N, D]</c>.</summary>
public sealed class TripletMarginLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    private readonly double _eps;
    private readonly bool _swap;

    /// <summary>Keeps the settings.</summary>
    public TripletMarginLoss(double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
        (this.margin, this.p) = (margin, p);
        (_eps, _swap) = (eps, swap);
    }

    /// <summary>How much nearer the positive should be.</summary>
    public double margin { get; }

    /// <summary>The norm.</summary>
    public long p { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) =>
        nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, _eps, _swap, reduction);
}
