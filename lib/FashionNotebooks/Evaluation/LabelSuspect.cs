using System.Text.Json.Serialization;

namespace FashionNotebooks.Evaluation;

/// <summary>A picture whose label a classifier doubts.</summary>
/// <param name="Path">The picture's file.</param>
/// <param name="Label">The class it has.</param>
/// <param name="Predicted">The class the model sees.</param>
/// <param name="Probability">What the model gives the label, in [0, 1]: the smaller, the more suspect.</param>
public sealed record LabelSuspect(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("predicted")] string Predicted,
    [property: JsonPropertyName("probability")] double Probability)
{
    /// <summary>
    /// Ranks the pictures that a model sees in another class, the most doubtful label first. Confident learning in its simplest
    /// form (Northcutt et al., 2021). Pictures that the model was trained on hide their errors: rank others.
    /// </summary>
    /// <param name="paths">n files.</param>
    /// <param name="labels">n class indices.</param>
    /// <param name="probabilities">n rows of C probabilities.</param>
    /// <param name="classes">C names.</param>
    public static IReadOnlyList<LabelSuspect> Rank(
        IReadOnlyList<string> paths, IReadOnlyList<int> labels, IReadOnlyList<float[]> probabilities, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(classes);
        return [.. Enumerable.Range(0, paths.Count)
            .Select(i => (Index: i, Seen: ClassificationMetrics.ArgMax(probabilities[i])))
            .Where(p => p.Seen != labels[p.Index])
            .OrderBy(p => probabilities[p.Index][labels[p.Index]]).ThenBy(p => p.Index)
            .Select(p => new LabelSuspect(paths[p.Index], classes[labels[p.Index]], classes[p.Seen], probabilities[p.Index][labels[p.Index]]))];
    }
}
