using System.Text.Json.Serialization;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.CrossValidation;

/// <summary>The three figures of a table over the folds.</summary>
/// <param name="Accuracy">Share of the pictures that are right.</param>
/// <param name="MacroF1">Mean of the classes' F1.</param>
/// <param name="MeanAveragePrecision">Mean of the classes' average precision.</param>
public sealed record SpreadFigures(
    [property: JsonPropertyName("accuracy")] Spread Accuracy,
    [property: JsonPropertyName("macro_f1")] Spread MacroF1,
    [property: JsonPropertyName("map")] Spread MeanAveragePrecision)
{
    /// <summary>Mean and standard deviation over folds.</summary>
    public static SpreadFigures Of(IReadOnlyList<Figures> folds) => new(
        Spread.Of([.. folds.Select(fold => fold.Accuracy)]),
        Spread.Of([.. folds.Select(fold => fold.MacroF1)]),
        Spread.Of([.. folds.Select(fold => fold.MeanAveragePrecision)]));
}
