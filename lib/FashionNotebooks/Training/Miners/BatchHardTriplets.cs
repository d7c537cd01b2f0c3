namespace FashionNotebooks.Training.Miners;

/// <summary>
/// For each anchor the farthest photo of its class and the nearest of another (Hermans et al., "In Defense of the Triplet Loss for Person
/// Re-Identification", 2017).
/// </summary>
public sealed class BatchHardTriplets : TripletMiner
{
    protected override Tensor Choose(Tensor distance, Tensor same, Tensor different)
    {
        ArgumentNullException.ThrowIfNull(distance);
        Tensor anchors = Candidates(same, different);
        Tensor farthest = distance.masked_fill(same.logical_not(), Held.Number(-1)).argmax(1);
        Tensor nearest = distance.masked_fill(different.logical_not(), Held.Number(double.PositiveInfinity)).argmin(1);
        return stack([anchors, farthest.index_select(0, anchors), nearest.index_select(0, anchors)], 1);
    }
}
