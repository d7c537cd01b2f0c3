namespace FashionNotebooks.Training;

/// <summary>The figures of one epoch; a line of the log.</summary>
/// <param name="Stage"><c>classifier</c>, <c>siamese</c> or <c>finegrained</c>.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss.</param>
/// <param name="LearningRate">That of the last step.</param>
/// <param name="Score">What decides the best epoch; larger is better.</param>
/// <param name="Metrics">Validation figures by name, fractions in [0, 1] and losses.</param>
/// <param name="Best">True when this epoch is the best so far.</param>
/// <param name="MeanPairwiseDistance">Mean distance between the embeddings of the last batch; null for a classifier.</param>
/// <param name="Seconds">Time of the epoch, validation included.</param>
/// <param name="DataWaitShare">Share of the training time that went into waiting for data, in [0, 1].</param>
public sealed record EpochRecord(
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("epoch")] int Epoch,
    [property: JsonPropertyName("loss")] double Loss,
    [property: JsonPropertyName("lr")] double LearningRate,
    [property: JsonPropertyName("score")] double Score,
    [property: JsonPropertyName("metrics")] IReadOnlyDictionary<string, double> Metrics,
    [property: JsonPropertyName("best")] bool Best,
    [property: JsonPropertyName("mean_pairwise_distance")] double? MeanPairwiseDistance,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("data_wait_share")] double DataWaitShare);

/// <summary>The log beside a checkpoint, <c>F.log.jsonl</c>: one JSON object a line, one line an epoch.</summary>
public static class TrainingLog
{
    /// <summary>How records are written; a loss may be NaN.</summary>
    internal static JsonSerializerOptions Json { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The log's path for a checkpoint's.</summary>
    public static string PathFor(string checkpoint) => checkpoint + ".log.jsonl";

    /// <summary>Writes all records, atomically.</summary>
    public static void Write(string path, IEnumerable<EpochRecord> records) =>
        AtomicFile.WriteText(path, string.Concat(records.Select(record => JsonSerializer.Serialize(record, Json) + "\n")));

    /// <exception cref="InputException">There is no such file, or a line is no record.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<EpochRecord>(line, Json)!)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException(
                $"cannot read the log '{path}': {e.Message.Split('\n')[0].TrimEnd('.')}; train again to write it anew", e);
        }
    }
}
