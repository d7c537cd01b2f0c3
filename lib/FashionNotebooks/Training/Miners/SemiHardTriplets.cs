namespace FashionNotebooks.Training.Miners;

/// <summary>
/// Triplets whose negative is farther than the positive, but not by the margin: <c>d(a, p) &lt; d(a, n) &lt; d(a, p) + margin</c> (Schroff
/// et al., "FaceNet", 2015). They teach without pulling a young encoder into collapse.
/// </summary>
/// <param name="margin">The margin of the loss; above 0.</param>
public sealed class SemiHardTriplets(double margin) : TripletMiner
{
    private readonly double margin = AboveZero.Of(margin);

    protected override Tensor Choose(Tensor distance, Tensor same, Tensor different)
    {
        ArgumentNullException.ThrowIfNull(distance);
        Tensor toPositive = distance.unsqueeze(2), toNegative = distance.unsqueeze(1);
        Tensor farther = toNegative.gt(toPositive);
        Tensor within = toNegative.lt(toPositive.add(Held.Number(margin), Held.One));
        return Valid(same, different).logical_and(farther).logical_and(within).nonzero();
    }
}
