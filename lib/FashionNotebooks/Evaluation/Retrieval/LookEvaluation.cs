namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>A search by class, look, colour, pattern or a mix: a search's figures, and how much answers look like queries.</summary>
public static class LookEvaluation
{
    private const double NearestShare = 0.1;

    /// <summary>Searches with every query in the catalogue.</summary>
    /// <param name="model">Any model with an embedding.</param>
    /// <param name="queries">Photos to search with.</param>
    /// <param name="catalogue">Photos to search in; may be the same set.</param>
    /// <param name="excludeSameSender">Adds the figures without the query's contributor.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static RetrievalReport Of(
        TrainedModel model, PhotoSet queries, PhotoSet catalogue, Likeness by,
        bool excludeSameSender = false, long seed = 0, int threads = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(by);
        using var reader = new LookReader(model);
        (EmbeddingSet searched, GarmentLooks looks) = Seen(catalogue);
        (EmbeddingSet asked, GarmentLooks wanted) = ReferenceEquals(queries, catalogue) ? (searched, looks) : Seen(queries);
        var space = new AspectSpace(new(searched.Vectors, searched.Dimension), looks);
        AspectQuery[] all = [.. Enumerable.Range(0, asked.Photos.Count).Select(query => space.QueryOf(asked[query], wanted, query))];
        (EmbeddingSet, GarmentLooks) Seen(PhotoSet photos)
        {
            (Matrix embeddings, GarmentLooks seen) = reader.Embed(photos.Pixels, cancellation);
            return (new(embeddings.Values, SearchEvaluation.Photos(photos)), seen);
        }
        float Distance(int query, int item) =>
            by.IsClass ? VectorMath.SquaredDistance(asked[query], searched[item]) : space.Distance(all[query], item, by);

        RetrievalReport report = RetrievalMetrics.Of(
            asked.Photos, searched.Photos, Distance, catalogue.Classes, excludeSameSender, (int)seed, threads, cancellation);
        var truth = new Truth(
            asked.Photos, searched.Photos, GarmentTruth.Near(queries.Folder.Root), GarmentTruth.Near(catalogue.Folder.Root));
        var scores = new LookScores?[all.Length];
        var rules = new RetrievalGallery(asked.Photos, searched.Photos, excludeSameSender: false);
        Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, query =>
        {
            int[] admitted = [.. Enumerable.Range(0, searched.Photos.Count).Where(item => rules.Admits(query, item))];
            scores[query] = Score(query, admitted, Distance, space, all[query], looks, wanted, truth);
        });
        LookScores[] found = [.. scores.OfType<LookScores>()];
        if (found.Length == 0)
            return report;
        LookScores mean = LookScores.Mean(found);
        return report with { Ndcg10 = mean.Ndcg10, ColourDifference = mean.ColourDifference, Pattern = mean.Pattern };
    }

    private static LookScores? Score(
        int query, int[] admitted, Func<int, int, float> distance, AspectSpace space, AspectQuery asked,
        GarmentLooks looks, GarmentLooks wanted, Truth truth)
    {
        if (admitted.Length == 0)
            return null;
        int[] answers = [.. admitted.OrderBy(item => distance(query, item)).Take(LookScores.Depth)];
        int[] first = [.. answers.Take(LookScores.First)];
        if (truth.Queries?[query] is { } own && truth.Catalogue is { } known)
        {
            return new(
                LookScores.Ndcg(answers.Select(item => own.Relevance(known[item])), admitted.Select(item => own.Relevance(known[item]))),
                first.Average(item => own.Colour.Difference(known[item].Colour)),
                first.Average(item => own.Pattern == known[item].Pattern ? 1.0 : 0));
        }
        var pattern = new Likeness(0, 0, 0, 1);
        float[] patterns = [.. admitted.Select(item => space.Distance(asked, item, pattern)).Order()];
        float bound = patterns[(int)Math.Ceiling(NearestShare * patterns.Length) - 1];
        return new(null, first.Average(item => wanted.Colour(query).Difference(looks.Colour(item))),
            first.Average(item => space.Distance(asked, item, pattern) <= bound ? 1.0 : 0));
    }

    // What is known of both sides, photo by photo; a photo that the file leaves out makes all of it unknown.
    private sealed class Truth(
        IReadOnlyList<CataloguePhoto> queries, IReadOnlyList<CataloguePhoto> catalogue,
        Dictionary<string, GarmentTruth>? ofQueries, Dictionary<string, GarmentTruth>? ofCatalogue)
    {
        internal GarmentTruth[]? Queries { get; } = Of(queries, ofQueries);

        internal GarmentTruth[]? Catalogue { get; } = Of(catalogue, ofCatalogue);

        private static GarmentTruth[]? Of(IReadOnlyList<CataloguePhoto> photos, Dictionary<string, GarmentTruth>? garments)
        {
            GarmentTruth?[] known = [.. photos.Select(photo => garments?.GetValueOrDefault(Path.GetFileNameWithoutExtension(photo.Path)))];
            return known.Contains(null) ? null : [.. known.OfType<GarmentTruth>()];
        }
    }
}
