using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>The figures of a classifier on a test set; fractions 0–1. Serialises to the JSON of <c>evaluate classifier</c>.</summary>
/// <param name="Count">Test images.</param>
/// <param name="Accuracy">Share of images whose highest score is their class's.</param>
/// <param name="MacroPrecision">Mean of the classes' precision.</param>
/// <param name="MacroRecall">Mean of the classes' recall, also called balanced accuracy.</param>
/// <param name="MacroF1">Mean of the classes' F1.</param>
/// <param name="MeanAveragePrecision">Mean of the classes' average precision.</param>
/// <param name="Intervals">95 % intervals by the figure's JSON name.</param>
/// <param name="PerClass">Figures by class name, in the model's order.</param>
/// <param name="Confusion">Images by true class (row) and predicted class (column).</param>
public sealed record ClassificationReport(
    [property: JsonPropertyName("n")] int Count,
    [property: JsonPropertyName("accuracy")] double Accuracy,
    [property: JsonPropertyName("macro_precision")] double MacroPrecision,
    [property: JsonPropertyName("macro_recall")] double MacroRecall,
    [property: JsonPropertyName("macro_f1")] double MacroF1,
    [property: JsonPropertyName("map")] double MeanAveragePrecision,
    [property: JsonPropertyName("ci95")] IReadOnlyDictionary<string, Interval> Intervals,
    [property: JsonPropertyName("per_class")] IReadOnlyDictionary<string, ClassScores> PerClass,
    [property: JsonPropertyName("confusion")] int[][] Confusion);
