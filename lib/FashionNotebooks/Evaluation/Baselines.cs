using FashionNotebooks.Search;

namespace FashionNotebooks.Evaluation;

/// <summary>What can be had without learning; a table without these rows cannot be judged.</summary>
public static class Baselines
{
    /// <summary>Always says the most frequent class of the training set (of equals the first).</summary>
    /// <param name="train">Labels of the training set.</param>
    /// <param name="labels">Labels of the test set.</param>
    /// <param name="classes">Class names.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static ClassificationReport Majority(IReadOnlyList<int> train, IReadOnlyList<int> labels, IReadOnlyList<string> classes, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classes);
        float[] shares = [.. Enumerable.Range(0, classes.Count).Select(c => train.Count(label => label == c) / (float)Math.Max(1, train.Count))];
        return ClassificationMetrics.Of(labels, [.. labels.SelectMany(_ => shares)], classes, seed);
    }

    /// <summary>Says the class of the nearest training picture (of equals the first), by Euclidean distance.</summary>
    /// <param name="train">Training pictures, for instance as <see cref="GreyPixels"/>.</param>
    /// <param name="test">Test pictures in the same form.</param>
    /// <param name="classes">Class names.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static ClassificationReport NearestNeighbour(EmbeddingSet train, EmbeddingSet test, IReadOnlyList<string> classes, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(classes);
        Dictionary<string, int> labels = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var scores = new float[test.Items.Count * classes.Count];
        Parallel.For(0, test.Items.Count, i =>
        {
            ulong best = ulong.MaxValue;
            for (int j = 0; j < train.Items.Count; j++)
                best = Math.Min(best, RankingKey.Of(VectorMath.SquaredDistance(test[i], train[j]), j));
            scores[i * classes.Count + labels[train.Items[RankingKey.Item(best)].Class]] = 1;
        });
        return ClassificationMetrics.Of([.. test.Items.Select(item => labels[item.Class])], scores, classes, seed);
    }

    /// <summary>Ranks the gallery at random; the figures are expected values, not one drawing.</summary>
    /// <param name="queries">Pictures to search with.</param>
    /// <param name="gallery">Pictures to search in.</param>
    /// <param name="classes">Class names.</param>
    /// <param name="excludeSameSender">Adds the figures without the query's contributor.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static RetrievalReport RandomRanking(
        IReadOnlyList<IndexItem> queries, IReadOnlyList<IndexItem> gallery, IReadOnlyList<string> classes,
        bool excludeSameSender = false, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(gallery);
        RetrievalReport Report(bool exclude)
        {
            var rules = new RetrievalGallery(queries, gallery, exclude);
            return RetrievalMetrics.Summarise(queries, [.. queries.Select((_, q) => Expected(rules, q, gallery.Count))], classes, seed);
        }
        return Report(false) with { Excluded = excludeSameSender ? Report(true) : null };
    }

    private static QueryScores? Expected(RetrievalGallery rules, int query, int gallery)
    {
        int admitted = 0, relevant = 0;
        for (int item = 0; item < gallery; item++)
        {
            if (!rules.Admits(query, item))
                continue;
            admitted++;
            relevant += rules.IsRelevant(query, item) ? 1 : 0;
        }
        return relevant == 0 ? null : QueryScores.ExpectedAtRandom(relevant, admitted);
    }
}
