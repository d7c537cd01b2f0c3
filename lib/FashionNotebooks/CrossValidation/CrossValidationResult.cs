using System.Text.Json.Serialization;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.CrossValidation;

/// <summary>What <c>crossvalidate</c> answers and writes into <c>report.json</c>.</summary>
/// <param name="Count">Pictures; each is held out once.</param>
/// <param name="ClassCounts">Pictures by class, in the order of the labels.</param>
/// <param name="FoldCount">Number of folds.</param>
/// <param name="Contributors">Contributors that were kept together; 0 when none are known.</param>
/// <param name="Balance">Pictures of each class in a training part, if balanced.</param>
/// <param name="Size">Side of the inputs in pixels.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Threads">Threads of training and timing.</param>
/// <param name="Baselines">What can be had without learning, over the same folds.</param>
/// <param name="Architectures">Each architecture.</param>
/// <param name="Comparisons">Each pair of architectures.</param>
/// <param name="Problems">Files that were left out, and why.</param>
public sealed record CrossValidationResult(
    [property: JsonPropertyName("n")] int Count,
    [property: JsonPropertyName("class_counts")] IReadOnlyDictionary<string, int> ClassCounts,
    [property: JsonPropertyName("fold_count")] int FoldCount,
    [property: JsonPropertyName("contributors")] int Contributors,
    [property: JsonPropertyName("balance")] int? Balance,
    [property: JsonPropertyName("size")] int Size,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("baselines")] IReadOnlyDictionary<string, SpreadFigures> Baselines,
    [property: JsonPropertyName("architectures")] IReadOnlyList<ArchitectureResult> Architectures,
    [property: JsonPropertyName("comparisons")] IReadOnlyList<ModelComparison> Comparisons,
    [property: JsonPropertyName("problems")] IReadOnlyList<FileProblem> Problems)
{
    /// <summary>Reads a <c>report.json</c>.</summary>
    /// <exception cref="InputException">The file is missing or holds something else.</exception>
    public static CrossValidationResult Read(string path) => ReportFiles.Read<CrossValidationResult>(path) is { Architectures: not null } result
        ? result
        : throw new InputException($"'{path}' is no report of a cross-validation; give its report.json");
}
