using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>
/// The charts of the course, from plain numbers. They stand beside Plotly.NET's own: <c>Chart.LearningCurves(…)</c> here,
/// <c>Chart.Line(…)</c> there, and both give a <see cref="GenericChart"/>.
/// </summary>
public static class CourseCharts
{
    private const int MostMarked = 40; // a longer line is clear without a mark on each value

    extension(Chart)
    {
        /// <summary>One line per named series over epochs 1, 2, …, all of one quantity: losses, or rates.</summary>
        public static GenericChart LearningCurves(string title, string measure,
            params (string Name, IReadOnlyList<double> Values)[] series) =>
            Chart.Curves(title, "epoch", measure, [.. series.Select(s => (s.Name, Epochs(s.Values.Count), s.Values))])
                .WithWholeSteps(series.Select(s => s.Values.Count).DefaultIfEmpty(0).Max())
                .WithReading(FromTo(series));

        /// <summary>A training at a glance: the loss on the left axis, scores between 0 and 1 on the right one.</summary>
        public static GenericChart TrainingCurves(string title, IReadOnlyList<double> loss,
            params (string Name, IReadOnlyList<double> Values)[] scores)
        {
            (string Name, IReadOnlyList<double> Values)[] series = [("training loss", loss), .. scores];
            GenericChart chart = Chart.LearningCurves(title, "loss", series);
            foreach (Trace score in GenericChart.getTraces(chart).Skip(1))
                score.SetProperty("yaxis", "y2");
            return GenericChart.addLayout(ChartStyle.RightAxis(scores.Length == 1 ? scores[0].Name : "score", 0, 1), chart);
        }

        /// <summary>Lines through points, in the order given.</summary>
        public static GenericChart Curves(
            string title, string x, string y, params (string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)[] series) =>
            Compose(title, x, y, series.Select((s, i) => Chart.Line<double, double, string>(
                Short(s.X), Short(s.Y), ShowMarkers: s.X.Count <= MostMarked, Name: s.Name, MarkerSymbol: Markers.Of(i),
                    UseDefaults: false)));

        /// <summary>Separate points, a shape and a colour for each series.</summary>
        public static GenericChart Points(
            string title, string x, string y, params (string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)[] series) =>
            Compose(title, x, y, series.Select((s, i) => Chart.Point<double, double, string>(
                Short(s.X), Short(s.Y), Name: s.Name, Opacity: 0.8, MarkerSymbol: Markers.Of(i), UseDefaults: false)));

        /// <summary>Named points, a shape and a colour for each.</summary>
        public static GenericChart Points(string title, string x, string y, params (string Name, double X, double Y)[] points) =>
            Chart.Points(title, x, y, [.. points.Select(p => (p.Name, (IReadOnlyList<double>)[p.X], (IReadOnlyList<double>)[p.Y]))]);

        /// <summary>Groups of bars: one group per name, one bar of each series in it.</summary>
        public static GenericChart Bars(
            string title, string axis, string measure, IReadOnlyList<string> names,
                params (string Name, IReadOnlyList<double> Values)[] series) =>
            Compose(title, axis, measure, series.Select(s =>
                Chart.Column<double, string, string>(Short(s.Values), Keys: names.ToArray(), Name: s.Name, UseDefaults: false)))
                .WithAxis("xaxis", ("type", "category"));

        public static GenericChart ClassBars(
            string title, string measure, IReadOnlyList<string> classes, IReadOnlyList<double> values,
                IReadOnlyList<double>? errors = null, string axis = "class")
        {
            GenericChart chart = Chart.Bars(title, axis, measure, classes, ("", values));
            if (errors is not null)
                GenericChart.getTraces(chart)[0].SetProperty("error_y",
                    new Dictionary<string, object> { ["type"] = "data", ["array"] = Short(errors) });
            if (values.Count == 0)
                return chart;
            int low = Enumerable.Range(0, values.Count).MinBy(i => values[i]),
                high = Enumerable.Range(0, values.Count).MaxBy(i => values[i]);
            return chart.WithReading(string.Create(CultureInfo.InvariantCulture,
                $"lowest {classes[low]} ({values[low]:G3}), highest {classes[high]} ({values[high]:G3})"));
        }

        /// <summary>A table whose cells are shaded by a value and say a text; the first row is on top.</summary>
        public static GenericChart ShadedTable(
            string title, string x, string y, IReadOnlyList<string> columns, IReadOnlyList<string> rows,
            IReadOnlyList<IReadOnlyList<double>> values, IReadOnlyList<IReadOnlyList<string>> texts)
        {
            GenericChart table = Chart.Heatmap<double, string, string, string>(
                values.Select(Short), X: columns.ToArray(), Y: rows.ToArray(), ShowScale: false, XGap: 1, YGap: 1, UseDefaults: false);
            Trace cells = GenericChart.getTraces(table)[0];
            cells.SetProperty("text", texts);
            cells.SetProperty("texttemplate", "%{text}");
            return Compose(title, x, y, [table]).WithHeight(420)
                .WithAxis("xaxis", ("type", "category")).WithAxis("yaxis", ("type", "category"), ("autorange", "reversed"));
        }

        /// <summary>Rows are true classes, columns predicted ones; a cell's shade is its share of the row.</summary>
        public static GenericChart ConfusionMatrix(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> confusion,
            string title = "Confusion matrix")
        {
            double[][] shares = [.. confusion.Select(row => row.Select(n => n / Math.Max(1.0, row.Sum())).ToArray())];
            string[][] texts = [.. confusion.Select(row => row.Select(n => n.ToString(CultureInfo.InvariantCulture)).ToArray())];
            int right = confusion.Select((row, i) => row[i]).Sum(), all = confusion.Sum(row => row.Sum());
            return Chart.ShadedTable(title, "predicted", "true", classes, classes, shares, texts)
                .WithReading($"{right} of {all} photos are on the diagonal");
        }

        /// <summary>A map of embeddings: one colour and one shape per class.</summary>
        public static GenericChart EmbeddingMap(string title, double[,] points, IReadOnlyList<int> labels, IReadOnlyList<string> classes)
        {
            if (points.GetLength(1) < 2)
                throw new ArgumentException($"a map needs points of two values, not {points.GetLength(1)}", nameof(points));
            int[][] members = [.. classes.Select((_, c) => Enumerable.Range(0, labels.Count).Where(i => labels[i] == c).ToArray())];
            return Chart.Points(title, "first direction", "second direction",
                [.. classes.Select((name, c) => (name, Along(members[c], 0), Along(members[c], 1)))])
                .WithHeight(460)
                .WithReading($"{labels.Count} photos of {classes.Count} classes; near points are similar photos");

            IReadOnlyList<double> Along(int[] own, int direction) => [.. own.Select(i => points[i, direction])];
        }

        /// <summary>True against false positive rate for every threshold, with the diagonal of a guess.</summary>
        public static GenericChart Roc(string title, params (string Name, IReadOnlyList<double> FalseRate,
            IReadOnlyList<double> TrueRate)[] curves) =>
            Chart.Curves(title, "false positive rate", "true positive rate", curves)
                .WithDashed("guess", [0, 1], [0, 1]).WithRange(x: (0, 1), y: (0, 1)).WithHeight(420)
                .WithReading("the nearer the upper left corner, the better");

        /// <summary>Time per call against size, both on logarithmic axes.</summary>
        public static GenericChart Latency(
            string title, string size, params (string Name, IReadOnlyList<double> Sizes, IReadOnlyList<double> Milliseconds)[] series) =>
            Chart.Curves(title, size, "milliseconds", series)
                .WithLogarithms()
                .WithReading("a straight line means that time grows as a power of the size");
    }

    private static GenericChart Compose(string title, string x, string y, IEnumerable<GenericChart> parts) =>
        GenericChart.addLayout(ChartStyle.Layout(title, x, y), Chart.Combine(parts));

    private static double[] Epochs(int count) => [.. Enumerable.Range(1, count).Select(i => (double)i)];

    /// <summary>Five significant digits: more only make the file bigger.</summary>
    private static double[] Short(IReadOnlyList<double> values) =>
        [.. values.Select(v => double.Parse(v.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];

    private static string FromTo(IEnumerable<(string Name, IReadOnlyList<double> Values)> series) =>
        string.Join(", ", series.Where(s => s.Values.Count > 0)
        .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} from {s.Values[0]:G3} to {s.Values[^1]:G3}")));
}
