using System.Numerics.Tensors;

namespace FashionNotebooks.Evaluation;

/// <summary>
/// Accuracy, precision, recall, F1, average precision and the confusion matrix, as scikit-learn defines them, with 95 % intervals: Wilson's
/// for accuracy, a seeded bootstrap over photos for the others.
/// </summary>
public static class ClassificationMetrics
{
    private static readonly string[] Bootstrapped = ["macro_precision", "macro_recall", "macro_f1", "map"];

    /// <summary>Computes all figures.</summary>
    /// <param name="labels">True class of each photo, [n], indices into <paramref name="classes"/>.</param>
    /// <param name="scores">Row-major [n, classes]. The prediction is the highest score, of equal ones the first.
    /// Give probabilities: average precision compares the scores of different photos.</param>
    /// <returns>The report. Macro figures are means over the classes that occur as truth or prediction;
    /// the mean average precision is over the classes that occur as truth.</returns>
    /// <exception cref="ArgumentException">There is no photo, sizes differ, a label is no class, or a score is NaN.</exception>
    public static ClassificationReport Of(IReadOnlyList<int> labels, float[] scores, IReadOnlyList<string> classes, int seed = 0)
    {
        Check(labels, scores, classes);
        int[] predictions = [.. labels.Select((_, i) => ArgMax(scores.AsSpan(i * classes.Count, classes.Count)))];
        RankedScores[] ranked = [.. classes.Select((_, c) => new RankedScores(
            [.. labels.Select((_, i) => scores[i * classes.Count + c])], [.. labels.Select(label => label == c)]))];

        int[] once = [.. Enumerable.Repeat(1, labels.Count)];
        int[][] confusion = Confusion(labels, predictions, classes.Count, once);
        ClassScores[] perClass = PerClass(confusion, ranked, once);
        var macro = new double[Bootstrapped.Length];
        Macro(confusion, perClass, macro);
        int correct = confusion.Select((row, c) => row[c]).Sum();

        Dictionary<string, Interval> drawn = ConfidenceIntervals.Bootstrap(labels.Count, Bootstrapped, (counts, values) =>
        {
            int[][] resampled = Confusion(labels, predictions, classes.Count, counts);
            Macro(resampled, PerClass(resampled, ranked, counts), values);
        }, seed);
        return new ClassificationReport(
            labels.Count, (double)correct / labels.Count, macro[0], macro[1], macro[2], macro[3],
            new Dictionary<string, Interval>([new("accuracy", ConfidenceIntervals.Wilson(correct, labels.Count)), .. drawn]),
            classes.Zip(perClass).ToDictionary(), confusion);
    }

    /// <summary>The index of the highest score; of equal ones the first.</summary>
    public static int ArgMax(ReadOnlySpan<float> scores) => TensorPrimitives.IndexOfMax(scores);

    private static int[][] Confusion(IReadOnlyList<int> labels, int[] predictions, int classes, ReadOnlySpan<int> counts)
    {
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        for (int i = 0; i < predictions.Length; i++)
            confusion[labels[i]][predictions[i]] += counts[i];
        return confusion;
    }

    private static ClassScores[] PerClass(int[][] confusion, RankedScores[] ranked, ReadOnlySpan<int> counts)
    {
        var scores = new ClassScores[confusion.Length];
        for (int c = 0; c < scores.Length; c++)
            scores[c] = ClassScores.Of(confusion, c, ranked[c].AveragePrecision(counts));
        return scores;
    }

    private static void Macro(int[][] confusion, ClassScores[] perClass, Span<double> values)
    {
        ClassScores[] occurring = [.. perClass.Where((scores, c) => scores.Support > 0 || confusion.Any(row => row[c] > 0))];
        values[0] = occurring.Average(s => s.Precision);
        values[1] = occurring.Average(s => s.Recall);
        values[2] = occurring.Average(s => s.F1);
        values[3] = occurring.Average(s => s.AveragePrecision)!.Value;
    }

    private static void Check(IReadOnlyList<int> labels, float[] scores, IReadOnlyList<string> classes)
    {
        if (labels.Count == 0 || classes.Count == 0)
            throw new ArgumentException("there is no photo or no class to measure");
        if (scores.Length != (long)labels.Count * classes.Count)
            throw new ArgumentException($"{labels.Count} photos of {classes.Count} classes cannot have {scores.Length} scores");
        if (labels.Any(label => label < 0 || label >= classes.Count))
            throw new ArgumentException($"a label is outside of 0 to {classes.Count - 1}", nameof(labels));
        if (scores.Any(float.IsNaN))
            throw new ArgumentException("a score is NaN", nameof(scores));
    }

    /// <summary>
    /// The photos in the order of one class's score, highest first. Photos with one score stand in one group, which counts as a whole, so
    /// the average precision does not depend on the order in which the photos came.
    /// </summary>
    private sealed class RankedScores
    {
        private readonly int[] order;
        private readonly bool[] relevant, endsGroup;

        internal RankedScores(float[] scores, bool[] isOfClass)
        {
            order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
            relevant = [.. order.Select(i => isOfClass[i])];
            endsGroup = [.. order.Select((photo, rank) => rank + 1 == order.Length || scores[order[rank + 1]] != scores[photo])];
        }

        /// <summary>The precision at each distinct score, weighted by the gain in recall; null when no photo is of the class.</summary>
        internal double? AveragePrecision(ReadOnlySpan<int> counts)
        {
            long hits = 0, seen = 0, groupHits = 0;
            double sum = 0;
            for (int rank = 0; rank < order.Length; rank++)
            {
                int count = counts[order[rank]];
                seen += count;
                groupHits += relevant[rank] ? count : 0;
                if (!endsGroup[rank] || groupHits == 0)
                    continue;
                hits += groupHits;
                sum += groupHits * ((double)hits / seen);
                groupHits = 0;
            }
            return hits == 0 ? null : sum / hits;
        }
    }
}
