using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>How well one class is recognised; fractions 0–1.</summary>
/// <param name="Support">Test images of the class.</param>
/// <param name="Precision">Share of the images called so that are so; 0 when none is called so.</param>
/// <param name="Recall">Share of the images of the class that are called so; 0 when there are none.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="AveragePrecision">Area under the precision–recall curve of the class's score; null without images of the class.</param>
public sealed record ClassScores(
    [property: JsonPropertyName("support")] int Support,
    [property: JsonPropertyName("precision")] double Precision,
    [property: JsonPropertyName("recall")] double Recall,
    [property: JsonPropertyName("f1")] double F1,
    [property: JsonPropertyName("ap")] double? AveragePrecision);
