namespace FashionNotebooks.Evaluation;

/// <summary>What can be had without learning; a table without these rows cannot be judged.</summary>
public static class Baselines
{
    /// <summary>Always says the most frequent class of the training set (of equals the first).</summary>
    /// <param name="train">Labels of the training set.</param>
    /// <param name="labels">Labels of the test set.</param>
    public static ClassificationReport Majority(
        IReadOnlyList<int> train, IReadOnlyList<int> labels, IReadOnlyList<string> classes, int seed = 0)
    {
        float[] shares = [.. classes.Select((_, c) => train.Count(label => label == c) / (float)Math.Max(1, train.Count))];
        return ClassificationMetrics.Of(labels, [.. labels.SelectMany(_ => shares)], classes, seed);
    }

    /// <summary>Says the class of the nearest training photo (of equals the first), by Euclidean distance.</summary>
    /// <param name="train">Training photos, for instance as <see cref="GreyPixels"/>.</param>
    /// <param name="test">Test photos in the same form.</param>
    public static ClassificationReport NearestNeighbour(
        EmbeddingSet train, EmbeddingSet test, IReadOnlyList<string> classes, int seed = 0)
    {
        int[] known = RetrievalMetrics.Labels(train.Photos, classes);
        var scores = new float[test.Photos.Count * classes.Count];
        Parallel.For(0, test.Photos.Count, i =>
        {
            ulong best = ulong.MaxValue;
            for (int j = 0; j < known.Length; j++)
                best = Math.Min(best, RankingKey.Of(VectorMath.SquaredDistance(test[i], train[j]), j));
            scores[i * classes.Count + known[RankingKey.Item(best)]] = 1;
        });
        return ClassificationMetrics.Of(RetrievalMetrics.Labels(test.Photos, classes), scores, classes, seed);
    }

    /// <summary>Ranks the gallery at random; the figures are expected values, not one drawing.</summary>
    /// <param name="excludeSameSender">Adds the figures without the query's contributor.</param>
    public static RetrievalReport RandomRanking(
        IReadOnlyList<CataloguePhoto> queries, IReadOnlyList<CataloguePhoto> gallery, IReadOnlyList<string> classes,
        bool excludeSameSender = false, int seed = 0)
    {
        RetrievalReport Report(bool exclude)
        {
            var rules = new RetrievalGallery(queries, gallery, exclude);
            return RetrievalMetrics.Summarise(queries, [.. queries.Select((_, q) => Expected(rules, q, gallery.Count))], classes, seed);
        }
        return Report(false) with { Excluded = excludeSameSender ? Report(true) : null };
    }

    private static QueryScores? Expected(RetrievalGallery rules, int query, int gallery)
    {
        int[] admitted = [.. Enumerable.Range(0, gallery).Where(photo => rules.Admits(query, photo))];
        int relevant = admitted.Count(photo => rules.IsRelevant(query, photo));
        return relevant == 0 ? null : QueryScores.ExpectedAtRandom(relevant, admitted.Length);
    }
}
