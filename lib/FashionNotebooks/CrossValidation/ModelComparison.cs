using System.Text.Json.Serialization;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.CrossValidation;

/// <summary>Two architectures on the same pictures.</summary>
/// <param name="First">Name of one.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Test">How often only one of them is right, and whether that may be chance.</param>
public sealed record ModelComparison(
    [property: JsonPropertyName("first")] string First,
    [property: JsonPropertyName("second")] string Second,
    [property: JsonPropertyName("mcnemar")] McNemarTest Test)
{
    /// <summary>Compares each with each.</summary>
    internal static IReadOnlyList<ModelComparison> Of(IReadOnlyList<ArchitectureResult> results) =>
        [.. results.SelectMany((first, i) => results.Skip(i + 1).Select(second =>
            new ModelComparison(first.Name, second.Name, McNemarTest.Of(Right(first), Right(second)))))];

    private static bool[] Right(ArchitectureResult result) =>
        [.. result.Folds.SelectMany(fold => fold.Right).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
}
