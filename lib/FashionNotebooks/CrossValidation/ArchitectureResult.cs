using System.Text.Json.Serialization;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.CrossValidation;

/// <summary>One architecture over all folds.</summary>
/// <param name="Name">The name that <c>--arch</c> takes.</param>
/// <param name="Weights">Name of the file it started from; null for random weights.</param>
/// <param name="Recipe">The recipe it was trained by.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Macs">Multiply-accumulates for one picture.</param>
/// <param name="Milliseconds">Median time of one picture, batch norm folded.</param>
/// <param name="Clean">Figures over the folds.</param>
/// <param name="Corrupted">The same on worse pictures, by corruption.</param>
/// <param name="Interval">95 % interval of the accuracy over all pictures, each held out once.</param>
/// <param name="PerClass">Figures over all pictures, by class; without average precision, as the scores of several models do not compare.</param>
/// <param name="Confusion">Pictures of all folds by true class (row) and predicted class (column).</param>
/// <param name="Folds">Each fold.</param>
public sealed record ArchitectureResult(
    [property: JsonPropertyName("architecture")] string Name,
    [property: JsonPropertyName("weights")] string? Weights,
    [property: JsonPropertyName("recipe")] string Recipe,
    [property: JsonPropertyName("parameters")] long Parameters,
    [property: JsonPropertyName("macs")] long Macs,
    [property: JsonPropertyName("ms")] double Milliseconds,
    [property: JsonPropertyName("clean")] SpreadFigures Clean,
    [property: JsonPropertyName("corrupted")] IReadOnlyDictionary<string, SpreadFigures> Corrupted,
    [property: JsonPropertyName("accuracy_ci95")] Interval Interval,
    [property: JsonPropertyName("per_class")] IReadOnlyDictionary<string, ClassScores> PerClass,
    [property: JsonPropertyName("confusion")] int[][] Confusion,
    [property: JsonPropertyName("folds")] IReadOnlyList<FoldResult> Folds)
{
    /// <summary>Sums up folds.</summary>
    internal static ArchitectureResult Of(
        string name, string? weights, string recipe, (long Parameters, long Macs, double Milliseconds) cost, IReadOnlyList<FoldResult> folds, IReadOnlyList<string> classes)
    {
        int[][] confusion = [.. classes.Select((_, row) => classes.Select((_, column) => folds.Sum(fold => fold.Clean.Confusion[row][column])).ToArray())];
        int right = folds.Sum(fold => fold.Right.Values.Count(hit => hit)), all = folds.Sum(fold => fold.Right.Count);
        return new ArchitectureResult(
            name, weights, recipe, cost.Parameters, cost.Macs, cost.Milliseconds,
            SpreadFigures.Of([.. folds.Select(fold => Figures.Of(fold.Clean))]),
            folds[0].Corrupted.Keys.ToDictionary(key => key, key => SpreadFigures.Of([.. folds.Select(fold => fold.Corrupted[key])])),
            ConfidenceIntervals.Wilson(right, all),
            classes.Index().ToDictionary(pair => pair.Item, pair => ClassScores.Of(confusion, pair.Index)),
            confusion, folds);
    }
}
