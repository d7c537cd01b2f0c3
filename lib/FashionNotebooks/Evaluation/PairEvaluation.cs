namespace FashionNotebooks.Evaluation;

/// <summary>A trained encoder on pairs of photos: to the figures of <see cref="PairMetrics"/>.</summary>
public static class PairEvaluation
{
    /// <summary>Cosine of two vectors of one length, -1 to 1; 0 when one of them is 0.</summary>
    public static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0, lengthA = 0, lengthB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            lengthA += (double)a[i] * a[i];
            lengthB += (double)b[i] * b[i];
        }
        return lengthA > 0 && lengthB > 0 ? Math.Clamp(product / Math.Sqrt(lengthA * lengthB), -1, 1) : 0;
    }

    /// <summary>Scores pairs, and searches for each photo's garment among all photos of the pairs.</summary>
    /// <param name="pairs">The pairs; those with a photo that is not in <paramref name="photos"/> are left out.</param>
    /// <exception cref="InputException">One kind of pair is missing.</exception>
    public static PairReport Of(
        TrainedModel model, IReadOnlyList<PhotoPair> pairs, PhotoSet photos, long seed = 0, int threads = 2,
        CancellationToken cancellation = default)
    {
        var (readable, places) = Readable(pairs, photos);
        int same = readable.Count(pair => pair.Same), other = readable.Length - same;
        if (same == 0 || other == 0)
            throw new InputException(
                $"of the {pairs.Count} pairs {same} can be read that show one item and {other} that show two; give both kinds");
        Matrix rows = model.Predictor.Embed(photos.Pixels, cancellation);
        PairScore[] scores = Scores(readable, places, rows, rows);
        int[] garments = DuplicateSearch.Components(
            photos.Count, readable.Where(pair => pair.Same).Select(pair => (places[pair.A], places[pair.B])));
        var searched = new EmbeddingSet(rows.Values, [.. photos.Items.Select((photo, i) =>
            new CataloguePhoto(photo.Path, $"{garments[i]}", DataFingerprint.OfFile(photo.Path)))]);
        return PairMetrics.Of(scores, PairCalibration.FromMetrics(model.Metadata.Metrics), (int)seed) with
        {
            Search = GarmentSearch.Of(searched, threads, cancellation),
        };
    }

    /// <summary>The same pairs when the second photo of each was taken less well: a report for each change, by name and level.</summary>
    /// <param name="corruptions">What happens to the second photos.</param>
    public static IReadOnlyDictionary<string, PairReport> Robustness(
        TrainedModel model, IReadOnlyList<PhotoPair> pairs, PhotoSet photos, IReadOnlyList<Corruption> corruptions, long seed = 0,
        CancellationToken cancellation = default)
    {
        var (readable, places) = Readable(pairs, photos);
        Matrix clean = model.Predictor.Embed(photos.Pixels, cancellation);
        return corruptions.ToDictionary(corruption => corruption.ToString(), corruption =>
        {
            using Tensor changed = corruption.Apply(photos.Pixels, seed);
            return PairMetrics.Of(Scores(readable, places, clean, model.Predictor.Embed(changed, cancellation)), seed: (int)seed);
        });
    }

    private static (PhotoPair[] Pairs, Dictionary<string, int> Places) Readable(IReadOnlyList<PhotoPair> pairs, PhotoSet photos)
    {
        Dictionary<string, int> places =
            photos.Items.Index().ToDictionary(pair => pair.Item.Path, pair => pair.Index, StringComparer.Ordinal);
        return ([.. pairs.Where(pair => places.ContainsKey(pair.A) && places.ContainsKey(pair.B))], places);
    }

    private static PairScore[] Scores(PhotoPair[] pairs, Dictionary<string, int> places, Matrix first, Matrix second) =>
        [.. pairs.Select(pair => new PairScore(
            Cosine(first.Row(places[pair.A]), second.Row(places[pair.B])), pair.Same, pair.Difficulty, pair.Detail))];
}
