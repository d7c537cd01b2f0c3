namespace FashionNotebooks.Training.Miners;

/// <summary>For each anchor one positive and one negative, drawn evenly with torch's random numbers.</summary>
public sealed class RandomTriplets : TripletMiner
{
    protected override Tensor Choose(Tensor distance, Tensor same, Tensor different)
    {
        Tensor anchors = Candidates(same, different);
        return anchors.shape[0] == 0
            ? zeros([0, 3], dtype: ScalarType.Int64, device: anchors.device)
            : stack([anchors, Draw(same, anchors), Draw(different, anchors)], 1);
    }

    private static Tensor Draw(Tensor candidates, Tensor anchors) =>
        candidates.index_select(0, anchors).to(ScalarType.Float32).multinomial(1).flatten();
}
