using System.Text.Json.Serialization;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.CrossValidation;

/// <summary>The three figures of a table; fractions.</summary>
/// <param name="Accuracy">Share of the pictures that are right.</param>
/// <param name="MacroF1">Mean of the classes' F1.</param>
/// <param name="MeanAveragePrecision">Mean of the classes' average precision.</param>
public sealed record Figures(
    [property: JsonPropertyName("accuracy")] double Accuracy,
    [property: JsonPropertyName("macro_f1")] double MacroF1,
    [property: JsonPropertyName("map")] double MeanAveragePrecision)
{
    /// <summary>Those of a report.</summary>
    public static Figures Of(ClassificationReport report) => new(report.Accuracy, report.MacroF1, report.MeanAveragePrecision);
}
