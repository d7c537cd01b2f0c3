namespace FashionNotebooks.Evaluation;

/// <summary>A photo whose label a classifier doubts.</summary>
/// <param name="Path">The photo's file.</param>
/// <param name="Predicted">The class the model sees.</param>
/// <param name="Probability">What the model gives the label, in [0, 1]: the smaller, the more suspect.</param>
public sealed record LabelSuspect(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("predicted")] string Predicted,
    [property: JsonPropertyName("probability")] double Probability)
{
    /// <summary>
    /// Ranks the photos that a model sees in another class, the most doubtful label first. Confident learning in its simplest
    /// form (Northcutt et al., 2021). Photos that the model was trained on hide their errors: rank others.
    /// </summary>
    /// <param name="paths">n files.</param>
    /// <param name="labels">n class indices.</param>
    /// <param name="probabilities">n rows of C probabilities.</param>
    public static IReadOnlyList<LabelSuspect> Rank(
        IReadOnlyList<string> paths, IReadOnlyList<int> labels, IReadOnlyList<float[]> probabilities, IReadOnlyList<string> classes) =>
    [
        .. from i in Enumerable.Range(0, paths.Count)
           let seen = ClassificationMetrics.ArgMax(probabilities[i])
           where seen != labels[i]
           orderby probabilities[i][labels[i]], i
           select new LabelSuspect(paths[i], classes[labels[i]], classes[seen], probabilities[i][labels[i]]),
    ];
}
