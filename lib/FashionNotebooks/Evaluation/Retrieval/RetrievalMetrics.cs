namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>
/// How well search works: every query ranks the whole gallery by Euclidean distance (equal distances by gallery order), an answer is right
/// when it has the query's class, and a query never finds itself: same file or same bytes. Queries are ranked one after another, so memory
/// grows with the gallery and not with its square.
/// </summary>
public static class RetrievalMetrics
{
    private static readonly string[] Bootstrapped = ["mrr", "map", "r_precision", "map_at_r"];

    /// <summary>Ranks and scores.</summary>
    /// <param name="excludeSameSender">Adds the figures with the query's contributor left out of the gallery. Photos without
    /// a known contributor stay.</param>
    /// <exception cref="ArgumentException">The vectors have different dimensions, or a photo's class is none of the classes.</exception>
    public static RetrievalReport Of(
        EmbeddingSet queries, EmbeddingSet gallery, IReadOnlyList<string> classes,
        bool excludeSameSender = false, int seed = 0, int threads = 2, CancellationToken cancellation = default)
    {
        if (queries.Dimension != gallery.Dimension)
            throw new ArgumentException($"queries have {queries.Dimension} dimensions, the gallery has {gallery.Dimension}");
        float Distance(int query, int photo) => VectorMath.SquaredDistance(queries[query], gallery[photo]);
        return Of(queries.Photos, gallery.Photos, Distance, classes, excludeSameSender, seed, threads, cancellation);
    }

    /// <summary>The same by any distance from a query to a photo of the gallery.</summary>
    /// <param name="seen">Takes each query and all that it may find, the nearest first; called from several threads.</param>
    internal static RetrievalReport Of(
        IReadOnlyList<CataloguePhoto> queries, IReadOnlyList<CataloguePhoto> gallery, Func<int, int, float> distance,
        IReadOnlyList<string> classes, bool excludeSameSender, int seed, int threads, CancellationToken cancellation,
        Action<int, int[]>? seen = null)
    {
        RetrievalReport Report(bool exclude)
        {
            var rules = new RetrievalGallery(queries, gallery, exclude);
            QueryScores?[] scores =
                Rank(queries.Count, gallery.Count, distance, rules, threads, cancellation, exclude ? null : seen);
            return Summarise(queries, scores, classes, seed);
        }
        return Report(false) with { Excluded = excludeSameSender ? Report(true) : null };
    }

    /// <summary>Means, intervals (Wilson's for top-1 and top-5, a bootstrap over queries for the others) and per-class means.</summary>
    /// <param name="scores">Their scores; null for one that cannot be answered.</param>
    public static RetrievalReport Summarise(
        IReadOnlyList<CataloguePhoto> queries, IReadOnlyList<QueryScores?> scores, IReadOnlyList<string> classes, int seed)
    {
        QueryScores[] answered = [.. scores.OfType<QueryScores>()];
        var perClass = Labels(queries, classes).Zip(scores).Where(pair => pair.Second is not null)
            .GroupBy(pair => pair.First, pair => pair.Second!.Value).OrderBy(group => group.Key);
        return new RetrievalReport(RetrievalScores.Mean(answered))
        {
            Intervals = Intervals(answered, seed),
            Unanswerable = scores.Count - answered.Length,
            PerClass = perClass.ToDictionary(group => classes[group.Key], group => RetrievalScores.Mean([.. group])),
        };
    }

    internal static int[] Labels(IReadOnlyList<CataloguePhoto> photos, IReadOnlyList<string> classes)
    {
        Dictionary<string, int> places = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return [.. photos.Select(photo => places.TryGetValue(photo.Class, out int label)
            ? label
            : throw new ArgumentException($"'{photo.Path}' is of the class '{photo.Class}', which is none of the classes"))];
    }

    private static QueryScores?[] Rank(
        int queries, int gallery, Func<int, int, float> distance, RetrievalGallery rules, int threads, CancellationToken cancellation,
        Action<int, int[]>? seen)
    {
        var scores = new QueryScores?[queries];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, scores.Length, options, () => (Keys: new ulong[gallery], Relevant: new bool[gallery]), (query, _, buffers) =>
        {
            int count = 0;
            for (int photo = 0; photo < gallery; photo++)
            {
                if (rules.Admits(query, photo))
                    buffers.Keys[count++] = RankingKey.Of(distance(query, photo), photo);
            }
            buffers.Keys.AsSpan(0, count).Sort();
            seen?.Invoke(query, [.. buffers.Keys.Take(count).Select(RankingKey.Item)]);
            for (int rank = 0; rank < count; rank++)
                buffers.Relevant[rank] = rules.IsRelevant(query, RankingKey.Item(buffers.Keys[rank]));
            scores[query] = QueryScores.Of(buffers.Relevant.AsSpan(0, count));
            return buffers;
        }, _ => { });
        return scores;
    }

    private static Dictionary<string, Interval> Intervals(QueryScores[] answered, int seed)
    {
        int n = answered.Length;
        if (n == 0)
            return [];
        Dictionary<string, Interval> drawn = ConfidenceIntervals.Bootstrap(n, Bootstrapped, (counts, values) =>
        {
            values.Clear();
            for (int i = 0; i < n; i++)
            {
                values[0] += counts[i] * answered[i].ReciprocalRank;
                values[1] += counts[i] * answered[i].AveragePrecision;
                values[2] += counts[i] * answered[i].RPrecision;
                values[3] += counts[i] * answered[i].MapAtR;
            }
            foreach (ref double value in values)
                value /= n; // last, so that a mean of ones is 1 and not a little more
        }, seed);
        return new(
        [
            new("top1", ConfidenceIntervals.Wilson((int)Math.Round(answered.Sum(q => q.Top1)), n)),
            new("top5", ConfidenceIntervals.Wilson((int)Math.Round(answered.Sum(q => q.Top5)), n)),
            .. drawn,
        ]);
    }
}
