namespace FashionNotebooks.Evaluation;

/// <summary>The figures of a classifier on a test set; fractions 0–1. Serialises to the JSON of <c>evaluate classifier</c>.</summary>
/// <param name="Count">Test photos.</param>
/// <param name="Accuracy">Share of photos whose highest score is their class's.</param>
/// <param name="MacroPrecision">Mean of the classes' precision.</param>
/// <param name="MacroRecall">Mean of the classes' recall, also called balanced accuracy.</param>
/// <param name="MacroF1">Mean of the classes' F1.</param>
/// <param name="MeanAveragePrecision">Mean of the classes' average precision.</param>
/// <param name="Intervals">95 % intervals by the figure's JSON name.</param>
/// <param name="PerClass">Figures by class name, in the model's order.</param>
/// <param name="Confusion">Photos by true class (row) and predicted class (column).</param>
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

/// <summary>How well one class is recognised; fractions 0–1.</summary>
/// <param name="Support">Test photos of the class.</param>
/// <param name="Precision">Share of the photos called so that are so; 0 when none is called so.</param>
/// <param name="Recall">Share of the photos of the class that are called so; 0 when there are none.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="AveragePrecision">Area under the precision–recall curve; null without photos of the class or without scores.</param>
public sealed record ClassScores(
    [property: JsonPropertyName("support")] int Support,
    [property: JsonPropertyName("precision")] double Precision,
    [property: JsonPropertyName("recall")] double Recall,
    [property: JsonPropertyName("f1")] double F1,
    [property: JsonPropertyName("ap")] double? AveragePrecision)
{
    /// <summary>The figures of a class that follow from a confusion matrix, of true classes (rows) and predicted ones (columns).</summary>
    internal static ClassScores Of(int[][] confusion, int label, double? averagePrecision = null)
    {
        int hits = confusion[label][label], support = confusion[label].Sum(), called = confusion.Sum(row => row[label]);
        return new ClassScores(support, Share(hits, called), Share(hits, support), Share(2 * hits, support + called), averagePrecision);
    }

    private static double Share(int part, int all) => all == 0 ? 0 : (double)part / all;
}
