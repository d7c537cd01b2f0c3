namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>Means over queries; fractions 0–1.</summary>
/// <param name="Count">Queries that have a right answer in the gallery.</param>
/// <param name="Top1">Share of queries whose first answer is right.</param>
/// <param name="Top5">Share of queries with a right answer among the first five.</param>
/// <param name="MeanReciprocalRank">Mean of 1 / rank of the first right answer.</param>
/// <param name="MeanAveragePrecision">Mean average precision over the whole ranking.</param>
/// <param name="RPrecision">Mean precision in the first R answers.</param>
/// <param name="MapAtR">Mean average precision cut at R.</param>
public record RetrievalScores(
    [property: JsonPropertyName("n")] int Count,
    [property: JsonPropertyName("top1")] double Top1,
    [property: JsonPropertyName("top5")] double Top5,
    [property: JsonPropertyName("mrr")] double MeanReciprocalRank,
    [property: JsonPropertyName("map")] double MeanAveragePrecision,
    [property: JsonPropertyName("r_precision")] double RPrecision,
    [property: JsonPropertyName("map_at_r")] double MapAtR)
{
    /// <summary>Means of some queries' scores; all 0 when there are none.</summary>
    public static RetrievalScores Mean(IReadOnlyCollection<QueryScores> queries)
    {
        double Of(Func<QueryScores, double> figure) => queries.Count == 0 ? 0 : queries.Average(figure);
        return new RetrievalScores(
            queries.Count, Of(q => q.Top1), Of(q => q.Top5), Of(q => q.ReciprocalRank),
            Of(q => q.AveragePrecision), Of(q => q.RPrecision), Of(q => q.MapAtR));
    }
}

/// <summary>The figures of a search on a test set. Serialises to the JSON of <c>evaluate search</c>.</summary>
public sealed record RetrievalReport : RetrievalScores
{
    internal RetrievalReport(RetrievalScores scores)
        : base(scores)
    {
    }

    /// <summary>95 % intervals by the figure's JSON name.</summary>
    [JsonPropertyName("ci95"), JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, Interval> Intervals { get; init; }

    /// <summary>Queries left out because nothing in their gallery is right.</summary>
    [JsonPropertyName("unanswerable"), JsonPropertyOrder(1)]
    public required int Unanswerable { get; init; }

    /// <summary>Figures by class of the query, for classes that have queries.</summary>
    [JsonPropertyName("per_class"), JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, RetrievalScores> PerClass { get; init; }

    /// <summary>nDCG of the first ten answers; null when not asked for, or where nobody says what the garments are like.</summary>
    [JsonPropertyName("ndcg10"), JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Ndcg10 { get; init; }

    /// <summary>Mean ΔE00 between a query and its first five answers; null when not asked for.</summary>
    [JsonPropertyName("colour_delta_e"), JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ColourDifference { get; init; }

    /// <summary>Share of the first five answers that are patterned as the query is; null when not asked for.</summary>
    [JsonPropertyName("pattern"), JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Pattern { get; init; }

    /// <summary>The same figures with the query's contributor left out of the gallery; null when not asked for.</summary>
    [JsonPropertyName("excluded"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RetrievalReport? Excluded { get; init; }
}
