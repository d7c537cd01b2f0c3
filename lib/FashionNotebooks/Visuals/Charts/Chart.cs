using System.Globalization;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>The charts of the course, from plain numbers.</summary>
public static class Chart
{
    /// <summary>One line per named series over epochs 1, 2, …: losses, accuracies.</summary>
    /// <param name="title">The title.</param>
    /// <param name="measure">What the vertical axis shows.</param>
    /// <param name="series">Name and value per epoch.</param>
    public static Figure LearningCurves(string title, string measure, params (string Name, IReadOnlyList<double> Values)[] series) =>
        new(title, new Axis("epoch", Whole: true), new Axis(measure),
            [.. series.Select(s => new LineTrace(s.Name, Steps(s.Values.Count), s.Values))])
        {
            Reading = string.Join(", ", series.Where(s => s.Values.Count > 0).Select(s =>
                string.Create(CultureInfo.InvariantCulture, $"{s.Name} from {s.Values[0]:0.###} to {s.Values[^1]:0.###}"))),
        };

    /// <summary>Rows are true classes, columns predicted ones; a cell's shade is its share of the row.</summary>
    /// <param name="classes">C names.</param>
    /// <param name="confusion">C rows of C counts.</param>
    public static Figure ConfusionMatrix(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        var shares = confusion.Select(row => (IReadOnlyList<double>)[.. row.Select(n => n / Math.Max(1.0, row.Sum()))]).ToList();
        var texts = confusion.Select(row => (IReadOnlyList<string>)[.. row.Select(n => n.ToString(CultureInfo.InvariantCulture))]).ToList();
        int right = confusion.Select((row, i) => row[i]).Sum(), all = confusion.Sum(row => row.Sum());
        return new("Confusion matrix", new Axis("predicted", Categories: classes), new Axis("true", Categories: classes),
            [new HeatmapTrace(shares, texts)])
        {
            Height = 420,
            Reading = $"{right} of {all} pictures are on the diagonal",
        };
    }

    /// <summary>One bar per class.</summary>
    /// <param name="title">The title.</param>
    /// <param name="measure">What the height is.</param>
    /// <param name="classes">C names.</param>
    /// <param name="values">C heights.</param>
    public static Figure ClassBars(string title, string measure, IReadOnlyList<string> classes, IReadOnlyList<double> values)
    {
        int low = Enumerable.Range(0, values.Count).MinBy(i => values[i]), high = Enumerable.Range(0, values.Count).MaxBy(i => values[i]);
        return new(title, new Axis("class", Categories: classes), new Axis(measure), [new BarTrace("", values)])
        {
            Reading = string.Create(CultureInfo.InvariantCulture,
                $"lowest {classes[low]} ({values[low]:0.###}), highest {classes[high]} ({values[high]:0.###})"),
        };
    }

    /// <summary>How often values fall into <paramref name="bins"/> equal steps, one series per name.</summary>
    public static Figure Histogram(string title, string quantity, int bins, params (string Name, IReadOnlyList<double> Values)[] series)
    {
        double min = series.Min(s => s.Values.Min()), max = series.Max(s => s.Values.Max());
        double step = max > min ? (max - min) / bins : 1;
        int digits = Math.Clamp((int)Math.Ceiling(1 - Math.Log10(step)), 0, 15);
        string[] names = [.. Enumerable.Range(0, bins).Select(i => Ticks.Text(Math.Round(min + ((i + 0.5) * step), digits)))];
        return new(title, new Axis(quantity, Categories: names), new Axis("count"), [.. series.Select(s => new BarTrace(s.Name, Counts(s.Values)))])
        {
            Reading = string.Create(CultureInfo.InvariantCulture, $"values between {min:0.###} and {max:0.###}"),
        };

        double[] Counts(IReadOnlyList<double> values)
        {
            double[] counts = new double[bins];
            foreach (double value in values)
                counts[Math.Clamp((int)((value - min) / step), 0, bins - 1)]++;
            return counts;
        }
    }

    /// <summary>A map of embeddings: one colour per class.</summary>
    /// <param name="title">The title.</param>
    /// <param name="points">N points in the plane, from PCA or t-SNE.</param>
    /// <param name="labels">N class indices.</param>
    /// <param name="classes">C names.</param>
    public static Figure EmbeddingMap(
        string title, IReadOnlyList<(double X, double Y)> points, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
    {
        var groups = classes.Select((name, c) =>
        {
            int[] members = [.. Enumerable.Range(0, points.Count).Where(i => labels[i] == c)];
            return new PointTrace(name, [.. members.Select(i => points[i].X)], [.. members.Select(i => points[i].Y)]);
        });
        return new(title, new Axis("first direction"), new Axis("second direction"), [.. groups])
        {
            Height = 460,
            Reading = $"{points.Count} pictures of {classes.Count} classes; near points are similar pictures",
        };
    }

    /// <summary>A map of embeddings: one colour per class.</summary>
    /// <param name="title">The title.</param>
    /// <param name="points"><c>[N, 2]</c>, as <see cref="Projection"/> gives them.</param>
    /// <param name="labels">N class indices.</param>
    /// <param name="classes">C names.</param>
    public static Figure EmbeddingMap(string title, double[,] points, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.GetLength(1) < 2)
            throw new ArgumentException($"a map needs points of two values, not {points.GetLength(1)}", nameof(points));
        return EmbeddingMap(title, [.. Enumerable.Range(0, points.GetLength(0)).Select(i => (points[i, 0], points[i, 1]))], labels, classes);
    }

    /// <summary>True against false positive rate for every threshold, with the diagonal of a guess.</summary>
    public static Figure Roc(string title, params (string Name, IReadOnlyList<double> FalseRate, IReadOnlyList<double> TrueRate)[] curves) =>
        new(title, new Axis("false positive rate", 0, 1), new Axis("true positive rate", 0, 1),
            [.. curves.Select(c => new LineTrace(c.Name, c.FalseRate, c.TrueRate)), new LineTrace("guess", [0, 1], [0, 1], Dashed: true)])
        {
            Height = 420,
            Reading = "the nearer the upper left corner, the better",
        };

    /// <summary>Precision against recall for every threshold.</summary>
    public static Figure PrecisionRecall(string title, params (string Name, IReadOnlyList<double> Recall, IReadOnlyList<double> Precision)[] curves) =>
        new(title, new Axis("recall", 0, 1), new Axis("precision", 0, 1), [.. curves.Select(c => new LineTrace(c.Name, c.Recall, c.Precision))])
        {
            Height = 420,
            Reading = "the nearer the upper right corner, the better",
        };

    /// <summary>Time per call against size, both on logarithmic axes.</summary>
    public static Figure Latency(string title, string size, params (string Name, IReadOnlyList<double> Sizes, IReadOnlyList<double> Milliseconds)[] series) =>
        new(title, new Axis(size, Logarithmic: true), new Axis("milliseconds", Logarithmic: true),
            [.. series.Select(s => new LineTrace(s.Name, s.Sizes, s.Milliseconds))])
        {
            Reading = "a straight line means that time grows as a power of the size",
        };

    private static double[] Steps(int count) => [.. Enumerable.Range(1, count).Select(i => (double)i)];
}
