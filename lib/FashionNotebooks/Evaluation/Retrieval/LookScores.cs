namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>How much the first answers look like the queries. Fractions are 0–1.</summary>
/// <param name="Ndcg10">Discounted gain of the first ten answers over the best that ten can have, from graded relevance (Järvelin and
/// Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002); null where nobody says what the garments are like.</param>
/// <param name="ColourDifference">Mean ΔE00 between a query and its first five answers.</param>
/// <param name="Pattern">Share of the first five answers with the query's pattern; where nobody says it, of those among the tenth of
/// the catalogue that is nearest to the query in pattern.</param>
internal sealed record LookScores(double? Ndcg10, double ColourDifference, double Pattern)
{
    internal const int First = 5, Depth = 10;

    /// <summary>Over the queries that found anything; there must be one.</summary>
    internal static LookScores Mean(IReadOnlyCollection<LookScores> queries) => new(
        queries.All(query => query.Ndcg10 is null) ? null : queries.Average(query => query.Ndcg10 ?? 0),
        queries.Average(query => query.ColourDifference), queries.Average(query => query.Pattern));

    /// <summary>nDCG at 10 with the gains as they are.</summary>
    /// <param name="ranking">Relevance of everything that can be answered, in the order of the ranking.</param>
    /// <returns>1 when nothing in the catalogue is relevant: no order is better than another.</returns>
    internal static double Ndcg(int[] ranking)
    {
        static double Gain(IEnumerable<int> relevances) =>
            relevances.Take(Depth).Select((relevance, rank) => relevance / Math.Log2(rank + 2)).Sum();
        double ideal = Gain(ranking.OrderDescending());
        return ideal == 0 ? 1 : Gain(ranking) / ideal;
    }
}
