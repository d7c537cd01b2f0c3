using System.Text.Json;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    private static readonly string[] Classes = ["dress", "hat", "pants"];

    [Fact]
    public void A_worked_example_gives_the_figures_computed_by_hand()
    {
        // truth 0 0 1 1 2, predicted 0 1 1 1 0
        ClassificationReport report = ClassificationMetrics.Of(
            [0, 0, 1, 1, 2], [.8f, .1f, .1f, .3f, .6f, .1f, 0, 1, 0, .2f, .5f, .3f, .6f, .2f, .2f], Classes);
        Assert.Equal(5, report.Count);
        Assert.Equal(3 / 5.0, report.Accuracy, 12);
        Assert.Equal([[1, 1, 0], [0, 2, 0], [1, 0, 0]], report.Confusion);
        Assert.Equal((1 / 2.0 + 2 / 3.0 + 0) / 3, report.MacroPrecision, 12);
        Assert.Equal((1 / 2.0 + 1 + 0) / 3, report.MacroRecall, 12);
        Assert.Equal((1 / 2.0 + 4 / 5.0 + 0) / 3, report.MacroF1, 12);
        // dress: ranks 1 (right), 2 (pants), 3 (right); hat: 1 right, then a dress, then right; pants: second of five
        Assert.Equal(((1 + 2 / 3.0) / 2 + (1 + 2 / 3.0) / 2 + 1 / 2.0) / 3, report.MeanAveragePrecision, 12);
        Assert.Equal(2, report.PerClass["dress"].Support);
    }

    [Fact]
    public void Random_cases_agree_with_plain_loops()
    {
        var random = new Random(5);
        for (int round = 0; round < 60; round++)
        {
            int n = random.Next(1, 40), levels = random.Next(2, 50);
            int[] labels = [.. Enumerable.Range(0, n).Select(_ => random.Next(3))];
            float[] scores = [.. Enumerable.Range(0, n * 3).Select(_ => random.Next(levels) / (float)levels)];
            ClassificationReport report = ClassificationMetrics.Of(labels, scores, Classes, seed: round);
            AssertEqualsOracle(report, labels, scores);
        }
    }

    [Fact]
    public void Average_precision_does_not_depend_on_the_order_of_the_images()
    {
        var random = new Random(6);
        int[] labels = [.. Enumerable.Range(0, 50).Select(_ => random.Next(3))];
        float[] scores = [.. Enumerable.Range(0, 150).Select(_ => random.Next(4) / 4f)];
        int[] order = [.. Enumerable.Range(0, 50).OrderBy(_ => random.Next())];
        ClassificationReport a = ClassificationMetrics.Of(labels, scores, Classes);
        ClassificationReport b = ClassificationMetrics.Of(
            [.. order.Select(i => labels[i])], [.. order.SelectMany(i => scores[(3 * i)..(3 * i + 3)])], Classes);
        Assert.Equal(a.MeanAveragePrecision, b.MeanAveragePrecision, 12);
        Assert.Equal(a.MacroF1, b.MacroF1, 12);
    }

    [Fact]
    public void A_model_that_says_the_same_for_all_gets_the_share_of_each_class_as_average_precision()
    {
        ClassificationReport report = ClassificationMetrics.Of([0, 0, 0, 1], [.5f, .5f, 0, .5f, .5f, 0, .5f, .5f, 0, .5f, .5f, 0], Classes);
        Assert.Equal(0.75, report.PerClass["dress"].AveragePrecision!.Value, 12);
        Assert.Equal(0.25, report.PerClass["hat"].AveragePrecision!.Value, 12);
        Assert.Null(report.PerClass["pants"].AveragePrecision);
        Assert.Equal(0.75, report.Accuracy, 12);
    }

    [Fact]
    public void Intervals_hold_their_figures_and_repeat()
    {
        var random = new Random(7);
        int[] labels = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3))];
        float[] scores = [.. Enumerable.Range(0, 600).Select(i => random.NextSingle() + (labels[i / 3] == i % 3 ? 0.4f : 0))];
        ClassificationReport report = ClassificationMetrics.Of(labels, scores, Classes, seed: 1);
        Assert.Equal(report.Intervals, ClassificationMetrics.Of(labels, scores, Classes, seed: 1).Intervals);
        foreach ((string name, double value) in new[] { ("accuracy", report.Accuracy), ("macro_f1", report.MacroF1),
            ("map", report.MeanAveragePrecision) })
        {
            Interval interval = report.Intervals[name];
            Assert.InRange(value, interval.Low, interval.High);
            Assert.InRange(interval.High - interval.Low, 0.05, 0.25); // 200 images: about ± 7 %
        }
    }

    [Fact]
    public void The_report_has_the_JSON_names_of_the_command()
    {
        ClassificationReport report = ClassificationMetrics.Of([0, 1], [1, 0, 0, 0, 1, 0], Classes);
        JsonElement json = JsonSerializer.SerializeToElement(report);
        Assert.Equal(
            ["n", "accuracy", "macro_precision", "macro_recall", "macro_f1", "map", "ci95", "per_class", "confusion"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(2, json.GetProperty("ci95").GetProperty("accuracy").GetArrayLength());
        Assert.Equal(1, json.GetProperty("per_class").GetProperty("hat").GetProperty("recall").GetDouble());
        Assert.Equal(0, json.GetProperty("confusion")[0][1].GetInt32());
        Assert.Equal(report.Intervals["map"], JsonSerializer.Deserialize<ClassificationReport>(json)!.Intervals["map"]);
    }

    [Fact]
    public void Wrong_sizes_labels_and_NaN_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([], [], Classes));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([0], [1, 0], Classes));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([3], [1, 0, 0], Classes));
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Of([0], [1, float.NaN, 0], Classes));
    }

    private static void AssertEqualsOracle(ClassificationReport report, int[] labels, float[] scores)
    {
        int n = labels.Length;
        var predicted = new int[n];
        for (int i = 0; i < n; i++)
        {
            for (int c = 1; c < 3; c++)
            {
                if (scores[3 * i + c] > scores[3 * i + predicted[i]])
                    predicted[i] = c;
            }
        }
        double precision = 0, recall = 0, f1 = 0, ap = 0, correct = 0;
        int occurring = 0, supported = 0;
        for (int c = 0; c < 3; c++)
        {
            int tp = 0, fp = 0, fn = 0;
            for (int i = 0; i < n; i++)
            {
                tp += predicted[i] == c && labels[i] == c ? 1 : 0;
                fp += predicted[i] == c && labels[i] != c ? 1 : 0;
                fn += predicted[i] != c && labels[i] == c ? 1 : 0;
            }
            correct += tp;
            if (tp + fp + fn > 0)
            {
                occurring++;
                double p = tp + fp == 0 ? 0 : tp / (double)(tp + fp), r = tp + fn == 0 ? 0 : tp / (double)(tp + fn);
                precision += p;
                recall += r;
                f1 += p + r == 0 ? 0 : 2 * p * r / (p + r);
            }
            if (tp + fn > 0)
            {
                supported++;
                ap += AveragePrecision(labels, scores, c);
            }
        }
        Assert.Equal(correct / n, report.Accuracy, 12);
        Assert.Equal(precision / occurring, report.MacroPrecision, 12);
        Assert.Equal(recall / occurring, report.MacroRecall, 12);
        Assert.Equal(f1 / occurring, report.MacroF1, 12);
        Assert.Equal(ap / supported, report.MeanAveragePrecision, 12);
        Assert.Equal(n, report.Confusion.Sum(row => row.Sum()));
    }

    /// <summary>At each distinct threshold: precision × gain in recall, counted from the start.</summary>
    private static double AveragePrecision(int[] labels, float[] scores, int c)
    {
        double sum = 0, lastRecall = 0;
        float[] thresholds = [.. labels.Select((_, i) => scores[3 * i + c]).Distinct().OrderDescending()];
        foreach (float threshold in thresholds)
        {
            double called = labels.Where((_, i) => scores[3 * i + c] >= threshold).Count();
            double hits = labels.Where((label, i) => scores[3 * i + c] >= threshold && label == c).Count();
            double recall = hits / labels.Count(label => label == c);
            sum += (recall - lastRecall) * hits / called;
            lastRecall = recall;
        }
        return sum;
    }
}
