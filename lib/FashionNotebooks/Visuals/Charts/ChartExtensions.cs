using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>What a chart can be told after it was made, in short; each gives the changed chart.</summary>
public static class ChartExtensions
{
    extension(GenericChart chart)
    {
        /// <summary>
        /// Sets what the chart shows, in one sentence: the alternative text, after the title. It travels as Plotly's <c>meta</c>.
        /// </summary>
        public GenericChart WithReading(string reading) => chart.Add(new Layout().With(("meta", reading)));

        /// <summary>Sets where the axes begin and end; null leaves an axis to the data.</summary>
        public GenericChart WithRange((double Min, double Max)? x = null, (double Min, double Max)? y = null)
        {
            GenericChart result = x is { } across ? chart.WithAxis("xaxis", ("range", new[] { across.Min, across.Max })) : chart;
            return y is { } up ? result.WithAxis("yaxis", ("range", new[] { up.Min, up.Max })) : result;
        }

        /// <summary>Lets both axes begin at 0.</summary>
        public GenericChart FromZero() => chart.WithAxis("xaxis", ("rangemode", "tozero")).WithAxis("yaxis", ("rangemode", "tozero"));

        /// <summary>Makes both axes logarithmic: equal distances are equal factors.</summary>
        public GenericChart WithLogarithms() => chart.WithAxis("xaxis", ("type", "log")).WithAxis("yaxis", ("type", "log"));

        /// <summary>Adds a dashed grey line to compare with: a baseline, a claim.</summary>
        public GenericChart WithDashed(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) =>
            Chart.Combine([chart, Chart.Line<double, double, string>(
            x, y, ShowMarkers: false, Name: name, LineColor: Color.fromHex(Palette.Muted), LineDash: StyleParam.DrawingStyle.Dash,
                UseDefaults: false)]);

        /// <summary>The chart as a static SVG document; its alternative text is the title and the reading.</summary>
        public Drawing ToDrawing()
        {
            using var json = JsonDocument.Parse(GenericChart.toFigureJson(chart));
            return new SvgChart(json.RootElement).Draw();
        }

        internal GenericChart WithHeight(int height) => chart.Add(new Layout().With(("height", height)));

        /// <summary>Labels at whole numbers, about eight of them.</summary>
        internal GenericChart WithWholeSteps(int count) => chart.WithAxis("xaxis", ("dtick", Math.Max(1, count / 8)));

        internal GenericChart WithAxis(string name, params ReadOnlySpan<(string Name, object Value)> properties)
        {
            var axis = new LinearAxis();
            if (GenericChart.getLayout(chart).TryGetPropertyValue(name) is { Value: LinearAxis known })
                known.ShallowCopyDynamicPropertiesTo(axis, null);
            return chart.Add(new Layout().With((name, axis.With(properties))));
        }

        private GenericChart Add(Layout layout) => GenericChart.addLayout(layout, chart);
    }
}
