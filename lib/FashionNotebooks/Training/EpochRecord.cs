using System.Text.Json.Serialization;

namespace FashionNotebooks.Training;

/// <summary>The figures of one epoch; a line of the log.</summary>
/// <param name="Stage"><c>classifier</c> or <c>siamese</c>.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss.</param>
/// <param name="LearningRate">Step size of the last step.</param>
/// <param name="Score">What decides the best epoch; larger is better.</param>
/// <param name="Metrics">Validation figures by name, fractions in [0, 1] and losses.</param>
/// <param name="Best">True when this epoch is the best so far.</param>
/// <param name="MeanPairwiseDistance">Mean distance between the embeddings of the last batch; null for the classifier.</param>
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
