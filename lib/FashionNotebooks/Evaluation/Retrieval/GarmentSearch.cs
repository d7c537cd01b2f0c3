namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>Recall@k by garment: the share of photos that find another photo of their garment among their k nearest.</summary>
/// <param name="Count">Photos that have another one of their garment.</param>
/// <param name="Garments">Garments these photos show.</param>
/// <param name="RecallAt1">Among the nearest.</param>
/// <param name="RecallAt5">Among the five nearest.</param>
/// <param name="Intervals">95 % intervals by the figure's JSON name.</param>
public sealed record GarmentSearch(
    [property: JsonPropertyName("n")] int Count,
    [property: JsonPropertyName("items")] int Garments,
    [property: JsonPropertyName("recall_at_1")] double RecallAt1,
    [property: JsonPropertyName("recall_at_5")] double RecallAt5,
    [property: JsonPropertyName("ci95")] IReadOnlyDictionary<string, Interval> Intervals)
{
    /// <summary>Every photo searches among all others; null when none has another one of its garment.</summary>
    public static GarmentSearch? Of(EmbeddingSet photos, int threads = 2, CancellationToken cancellation = default)
    {
        string[] garments = [.. photos.Photos.Select(photo => photo.Class).Distinct()];
        RetrievalReport report = RetrievalMetrics.Of(photos, photos, garments, threads: threads, cancellation: cancellation);
        return report.Count == 0 ? null : new GarmentSearch(
            report.Count, report.PerClass.Count, report.Top1, report.Top5, new Dictionary<string, Interval>
            {
                ["recall_at_1"] = report.Intervals["top1"],
                ["recall_at_5"] = report.Intervals["top5"],
            });
    }
}
