namespace FashionNotebooks.Evaluation;

/// <summary>What a model says about two photos.</summary>
/// <param name="Similarity">Cosine of the embeddings, -1 to 1.</param>
/// <param name="Distance">Euclidean distance of the embeddings at length 1, 0 to 2.</param>
/// <param name="Same">Whether the model's threshold calls them one garment; null when it has none.</param>
/// <param name="Probability">That they show one garment, in (0, 1), to someone who holds both answers for equally likely; null without
/// calibration.</param>
/// <param name="DifferenceA">For each place of the first photo how far the most similar place of the second is: 1 − cosine, 0 to 2.</param>
/// <param name="DifferenceB">The same from the second photo to the first.</param>
public sealed record PhotoComparison(
    double Similarity, double Distance, bool? Same, double? Probability, PlaceMap DifferenceA, PlaceMap DifferenceB)
{
    /// <summary>Compares two photo files.</summary>
    /// <exception cref="InputException">A file is no photo that can be read.</exception>
    public static PhotoComparison Of(TrainedModel model, string a, string b)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor pixels = stack([model.Preprocessing.Read(a), model.Preprocessing.Read(b)], 0); // [2, 3, S, S]
        Matrix rows = model.Predictor.Embed(pixels); // [2, D]
        double similarity = PairEvaluation.Cosine(rows.Row(0), rows.Row(1));
        PairCalibration? calibration = PairCalibration.FromMetrics(model.Metadata.Metrics);
        Tensor input = Normalization.ToModelInput(pixels.to(ComputeDevice.Current), model.Preprocessing.Normalize);
        Tensor map = nn.functional.normalize(model.AnyEncoder.FeatureMap(input)).cpu(); // [2, C, h, w]
        Tensor likeness = map[0].flatten(1).t().mm(map[1].flatten(1)); // [h·w, h·w]
        return new PhotoComparison(
            similarity, Math.Sqrt(Math.Max(0, 2 - (2 * similarity))), calibration?.IsSame(similarity), calibration?.Probability(similarity),
            Difference(likeness, 1, map.shape), Difference(likeness, 0, map.shape));
    }

    private static PlaceMap Difference(Tensor likeness, long dimension, long[] shape) =>
        new([.. likeness.amax([dimension]).data<float>().ToArray().Select(value => Math.Max(0, 1 - value))], (int)shape[2], (int)shape[3]);
}

/// <summary>A number for each place of a grid over a photo, row by row: [height × width].</summary>
public sealed record PlaceMap(IReadOnlyList<float> Values, int Height, int Width)
{
    /// <summary>The maps of a tensor <c>[…, h, w]</c>, one after another.</summary>
    internal static PlaceMap[] Of(Tensor maps)
    {
        using var scope = NewDisposeScope();
        int height = (int)maps.shape[^2], width = (int)maps.shape[^1];
        float[] values = maps.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        return [.. values.Chunk(height * width).Select(own => new PlaceMap(own, height, width))];
    }
}
