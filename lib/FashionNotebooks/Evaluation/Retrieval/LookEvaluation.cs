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
        GarmentTruth[]? own = Truth(queries), known = Truth(catalogue);
        var pattern = new Likeness(0, 0, 0, 1);
        var scores = new LookScores?[all.Length];
        RetrievalReport report = RetrievalMetrics.Of(
            asked.Photos, searched.Photos, Distance, catalogue.Classes, excludeSameSender, (int)seed, threads, cancellation,
            (query, ranking) => scores[query] = Score(query, ranking));
        LookScores[] found = [.. scores.OfType<LookScores>()];
        if (found.Length == 0)
            return report;
        LookScores mean = LookScores.Mean(found);
        return report with { Ndcg10 = mean.Ndcg10, ColourDifference = mean.ColourDifference, Pattern = mean.Pattern };

        (EmbeddingSet, GarmentLooks) Seen(PhotoSet photos)
        {
            (Matrix embeddings, GarmentLooks seen) = reader.Embed(photos.Pixels, cancellation);
            return (new(embeddings.Values, SearchEvaluation.Photos(photos)), seen);
        }

        float Distance(int query, int item) =>
            by.IsClass ? VectorMath.SquaredDistance(asked[query], searched[item]) : space.Distance(all[query], item, by);

        LookScores? Score(int query, int[] ranking)
        {
            if (ranking.Length == 0)
                return null;
            int[] first = [.. ranking.Take(LookScores.First)];
            if (own is not null && known is not null)
            {
                return new(
                    LookScores.Ndcg([.. ranking.Select(item => own[query].Relevance(known[item]))]),
                    first.Average(item => own[query].Colour.Difference(known[item].Colour)),
                    first.Average(item => own[query].Pattern == known[item].Pattern ? 1.0 : 0));
            }
            float[] patterns = [.. ranking.Select(item => space.Distance(all[query], item, pattern)).Order()];
            float bound = patterns[(int)Math.Ceiling(NearestShare * patterns.Length) - 1];
            return new(null, first.Average(item => wanted.Colour(query).Difference(looks.Colour(item))),
                first.Average(item => space.Distance(all[query], item, pattern) <= bound ? 1.0 : 0));
        }
    }

    // What is known photo by photo; one that the file leaves out makes all of it unknown.
    private static GarmentTruth[]? Truth(PhotoSet photos)
    {
        Dictionary<string, GarmentTruth>? garments = GarmentTruth.Near(photos.Folder.Root);
        GarmentTruth?[] known =
            [.. photos.Items.Select(photo => garments?.GetValueOrDefault(Path.GetFileNameWithoutExtension(photo.Path)))];
        return known.Contains(null) ? null : [.. known.OfType<GarmentTruth>()];
    }
}
