using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>Recall@k by item: the share of pictures that find another picture of their item among their k nearest.</summary>
/// <param name="Count">Pictures that have another one of their item.</param>
/// <param name="Items">Items these pictures show.</param>
/// <param name="RecallAt1">Among the nearest.</param>
/// <param name="RecallAt5">Among the five nearest.</param>
/// <param name="Intervals">95 % intervals by the figure's JSON name.</param>
public sealed record ItemSearch(
    [property: JsonPropertyName("n")] int Count,
    [property: JsonPropertyName("items")] int Items,
    [property: JsonPropertyName("recall_at_1")] double RecallAt1,
    [property: JsonPropertyName("recall_at_5")] double RecallAt5,
    [property: JsonPropertyName("ci95")] IReadOnlyDictionary<string, Interval> Intervals)
{
    /// <summary>Every picture searches among all others.</summary>
    /// <param name="pictures">Embeddings; a picture's class is its item, and pictures that have an item to themselves are only found.</param>
    /// <param name="threads">Threads to rank with.</param>
    /// <param name="cancellation">Stops the ranking.</param>
    /// <returns>The figures; null when no picture has another one of its item.</returns>
    public static ItemSearch? Of(EmbeddingSet pictures, int threads = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        string[] items = [.. pictures.Items.Select(picture => picture.Class).Distinct()];
        RetrievalReport report = RetrievalMetrics.Of(pictures, pictures, items, threads: threads, cancellation: cancellation);
        return report.Count == 0 ? null : new ItemSearch(report.Count, report.PerClass.Count, report.Top1, report.Top5, new Dictionary<string, Interval>
        {
            ["recall_at_1"] = report.Intervals["top1"],
            ["recall_at_5"] = report.Intervals["top5"],
        });
    }
}
