using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using FashionNotebooks.Visuals.Charts;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks.Tests.Visuals.Charts;

/// <summary>Charts that a student makes with plain Plotly.NET, whose JSON the library did not write.</summary>
public sealed class SvgChartTests
{
    [Fact]
    public void Lines_and_points_are_drawn_with_their_names_colours_and_gaps()
    {
        GenericChart chart = Chart.Combine(
        [
            Chart.Line<int, double, string>(x: [1, 2, 3, 4], y: [0.5, double.NaN, 0.2, 0.1], Name: "loss & co",
                LineColor: Color.fromHex("#112233"), LineDash: StyleParam.DrawingStyle.Dash),
            Chart.Point<int, double, string>(x: [1, 2], y: [0.4, 0.3], Name: "points", MarkerSymbol: StyleParam.MarkerSymbol.Diamond),
        ]).WithXAxisStyle<int, int, string>(TitleText: "epoch");
        XElement svg = Svg(chart);
        XElement line = Assert.Single(svg.Elements(), e => e.Attribute("stroke")?.Value == "rgba(17, 34, 51, 1.0)"
            && e.Attribute("d")!.Value.Contains('L', StringComparison.Ordinal));
        Assert.Equal(2, line.Attribute("d")!.Value.Count(c => c == 'M'));
        Assert.NotNull(line.Attribute("stroke-dasharray"));
        Assert.Equal(2 + 1, svg.Elements().Count(e => e.Name.LocalName == "path"
            && e.Attribute("d")!.Value.Count(c => c == 'L') == 3)); // two diamonds and the legend's
        Assert.Superset(new HashSet<string> { "loss & co", "points", "epoch" }, Texts(svg).ToHashSet());
        Assert.Contains("epoch; loss & co: 3 values, 0.1 to 0.5; points: 2 values, 0.3 to 0.4", svg.Attribute("aria-label")!.Value,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bars_have_the_lengths_of_their_values(bool lying)
    {
        double[] values = [1, 4, 2];
        string[] names = ["a", "b", "c"];
        XElement svg = Svg(lying ? Chart.Bar<double, string, string>(values, Keys: names)
            : Chart.Column<double, string, string>(values, Keys: names));
        double[] lengths = [.. Bars(svg).Select(bar => Number(bar, lying ? "width" : "height"))];
        Assert.Equal(3, lengths.Length);
        Assert.Equal(4, lengths[1] / lengths[0], 0.05);
        Assert.Equal(2, lengths[2] / lengths[0], 0.05);
        Assert.Superset(new HashSet<string>(names), Texts(svg).ToHashSet());
    }

    [Fact]
    public void Stacked_bars_stand_on_each_other_and_grouped_ones_side_by_side()
    {
        GenericChart[] two = [Chart.StackedColumn<double, string, string>([1, 2], Keys: new[] { "a", "b" }),
            Chart.StackedColumn<double, string, string>([3, 1], Keys: new[] { "a", "b" })];
        XElement[] stacked = [.. Bars(Svg(Chart.Combine(two)))];
        Assert.Equal(Number(stacked[0], "y"), Number(stacked[2], "y") + Number(stacked[2], "height"), 0.2);
        Assert.Equal(Number(stacked[0], "x"), Number(stacked[2], "x"));
        XElement[] grouped = [.. Bars(Svg(Chart.Combine([Chart.Column<double, string, string>([1, 2]),
            Chart.Column<double, string, string>([3, 1])])))];
        Assert.Equal(Number(grouped[0], "x") + Number(grouped[0], "width"), Number(grouped[2], "x"), 0.2);
    }

    [Fact]
    public void A_histogram_counts_every_value_once()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Math.Sin(i) * Math.Sqrt(i))];
        XElement svg = Svg(Chart.Histogram<double, double, string>(X: values, NBinsX: 12));
        double[] heights = [.. Bars(svg).Select(bar => Number(bar, "height"))];
        double highest = double.Parse(CourseChartsTests.Labels(Chart.Histogram<double, double, string>(X: values, NBinsX: 12), "end")[^1],
            CultureInfo.InvariantCulture);
        XElement top = svg.Elements().Last(e => e.Name.LocalName == "text" && e.Attribute("text-anchor")!.Value == "end");
        double unit = (Number(Bars(svg).First(), "y") + heights[0] - (Number(top, "y") - 4)) / highest; // pixels for one value
        Assert.InRange(heights.Length, 6, 15);
        Assert.Equal(200, heights.Sum() / unit, 1.0);
        XElement[] words = [.. Bars(Svg(Chart.Histogram<string, string, string>(X: new[] { "hat", "hat", "shoe" })))];
        Assert.Equal(2, Number(words[0], "height") / Number(words[1], "height"), 0.05);
    }

    [Fact]
    public void A_heatmap_has_a_shade_for_each_cell_and_the_texts_of_an_annotated_one()
    {
        XElement svg = Svg(Chart.AnnotatedHeatmap<double, string, string, string>([[0.0, 2], [4, 1]], [["nil", "two"], ["four", "one"]],
            X: new[] { "p", "q" }, Y: new[] { "r", "s" }));
        Assert.Superset(new HashSet<string> { "nil", "two", "four", "one", "p", "q", "r", "s" }, Texts(svg).ToHashSet());
        XElement[] cells = [.. Bars(svg).Take(4)];
        Assert.Equal([Palette.Shade(0), Palette.Shade(0.5), Palette.Shade(1), Palette.Shade(0.25)],
            cells.Select(cell => cell.Attribute("fill")!.Value));
        Assert.True(Number(cells[0], "y") > Number(cells[2], "y"), "Plotly draws the first row below");
    }

    [Fact]
    public void What_a_static_picture_cannot_show_is_said()
    {
        Assert.Contains(Texts(Svg(Chart.Pie<double, string, string>([1, 2], Labels: new[] { "a", "b" }))),
            text => text.EndsWith("picture: pie", StringComparison.Ordinal));
        GenericChart mixed = Chart.Combine([Chart.Line<int, int, string>(x: [1, 2], y: [3, 4]),
            Chart.BoxPlot<int, int, string>(Y: new[] { 1, 2, 3 })]);
        XElement svg = Svg(mixed);
        Assert.Contains(Texts(svg), text => text.EndsWith("picture: box", StringComparison.Ordinal));
        Assert.Contains(svg.Elements(), e => e.Attribute("fill")?.Value == "none");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"data":[{"type":"scatter"}],"layout":{"title":5}}""")]
    [InlineData(
        """{"data":[{"type":"scatter","x":[null,"NaN"],"y":["a",true],"marker":{"size":[1e9],"color":"\"/><script>"}}]"""
        + ""","layout":{"width":-5,"height":1e300,"xaxis":{"type":"log"}}}""")]
    [InlineData(
        """{"data":[{"type":"bar","x":[1,1e308],"y":[-1e308,1e308]}"""
        + """,{"type":"heatmap","z":[[1],[],[null,2]]},{"type":"heatmap","z":[1,2]},{"type":"histogram","x":[]}]}""")]
    [InlineData(
        """{"data":[{"type":"scatter","y":[1,2],"text":["a\u0001<b>"],"mode":"text","name":7}]"""
        + ""","layout":{"xaxis":{"range":["a",2],"dtick":1e-300,"tickvals":[1,"x"]},"annotations":[{"x":1,"y":"?"}]}}""")]
    public void Odd_json_gives_a_well_formed_picture(string json)
    {
        string svg = new SvgChart(JsonElement.Parse(json)).Draw().Svg;
        Assert.DoesNotContain(XDocument.Parse(svg).Descendants(), e => e.Name.LocalName == "script");
        Assert.DoesNotContain("NaN", svg.Replace("\"NaN\"", "", StringComparison.Ordinal).Split("<title>")[0], StringComparison.Ordinal);
        Assert.InRange(svg.Length, 200, 60_000);
    }

    [Fact]
    public void The_course_s_look_replaces_the_large_template_of_the_package()
    {
        try
        {
            int before = Json().Length;
            ChartStyle.UseEverywhere();
            Assert.InRange(Json().Length, 300, before / 5);
            Assert.Contains(Palette.Of(0), Json(), StringComparison.Ordinal);
        }
        finally
        {
            Defaults.reset();
        }

        static string Json() => GenericChart.toFigureJson(Chart.Line<int, int, string>(x: [1, 2], y: [3, 4]));
    }

    private static XElement Svg(GenericChart chart) => XDocument.Parse(chart.ToDrawing().Svg).Root!;

    private static IEnumerable<string> Texts(XElement svg) => svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value);

    private static IEnumerable<XElement> Bars(XElement svg) =>
        svg.Elements().Where(e => e.Name.LocalName == "rect").Skip(1); // the first is the paper

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
