using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Tests.Visuals.Charts;

public sealed class FigureTests
{
    public static TheoryData<string> Names => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_is_well_formed_svg_with_title_axes_and_alternative_text(string name)
    {
        Figure figure = All()[name];
        var svg = XDocument.Parse(figure.ToSvg());
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Contains(figure.Title, texts);
        Assert.Contains(figure.X.Title, texts);
        Assert.Contains(figure.Y.Title, texts);
        Assert.NotEmpty(figure.Reading);
        Assert.Equal(figure.ToString(), svg.Root!.Attribute("aria-label")!.Value);
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "image");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_drawn_outside_the_picture(string name)
    {
        Figure figure = All()[name];
        foreach (var mark in XDocument.Parse(figure.ToSvg()).Descendants())
        {
            foreach (var (attribute, limit) in new[] { ("cx", figure.Width), ("cy", figure.Height), ("x1", figure.Width), ("y2", figure.Height) })
            {
                if (mark.Attribute(attribute)?.Value is { } value)
                    Assert.InRange(double.Parse(value, CultureInfo.InvariantCulture), 0, limit);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Plotly_gets_data_layout_and_the_title_inside_the_layout(string name)
    {
        Figure figure = All()[name];
        var json = JsonDocument.Parse(figure.ToPlotly()).RootElement;
        Assert.Equal(figure.Title, json.GetProperty("layout").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(figure.Traces.Count, json.GetProperty("data").GetArrayLength());
        foreach (var trace in json.GetProperty("data").EnumerateArray())
            Assert.NotEqual(0, trace.GetProperty(trace.TryGetProperty("z", out _) ? "z" : "y").GetArrayLength());
    }

    [Fact]
    public void A_gap_is_null_in_json_and_breaks_the_line()
    {
        var figure = Chart.LearningCurves("t", "loss", ("train", [1, double.NaN, 0.5]));
        Assert.Contains("\"y\":[1,null,0.5]", figure.ToPlotly(), StringComparison.Ordinal);
        Assert.Equal(2, figure.ToSvg().Split("d=\"")[1].Split('"')[0].Count(c => c == 'M'));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void Epochs_are_labelled_with_whole_numbers(int epochs)
    {
        var svg = XDocument.Parse(Chart.LearningCurves("t", "loss", ("train", [.. Enumerable.Range(0, epochs).Select(i => 1000.5 + i)])).ToSvg());
        string[] middle = [.. svg.Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("text-anchor")!.Value == "middle").Select(e => e.Value)];
        double[] labels = [.. middle.Where(t => double.TryParse(t, CultureInfo.InvariantCulture, out _)).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        Assert.InRange(labels.Length, 1, 10);
        Assert.All(labels, label => Assert.Equal(label, Math.Round(label)));
        Assert.Equal(labels.Distinct(), labels);
    }

    [Theory]
    [InlineData(0.2, 0.9)]
    [InlineData(200, 700)]
    [InlineData(1, 1e6)]
    public void A_logarithmic_axis_has_labels_in_any_range(double min, double max)
    {
        double[] ticks = Ticks.Logarithmic(min, max);
        Assert.InRange(ticks.Length, 2, 8);
        Assert.All(ticks, t => Assert.InRange(t, min, max));
    }

    [Fact]
    public void Classes_of_a_map_differ_in_shape_and_colour_and_lie_inside_the_axes()
    {
        string svg = Chart.EmbeddingMap("t", new double[,] { { 0, 0 }, { 5, 1 }, { 2, 7 } }, [0, 1, 2], ["a", "b", "c"]).ToSvg();
        string[] marks = [.. XDocument.Parse(svg).Descendants().Where(e => e.Attribute("fill-opacity") is not null).Select(e => $"{e.Name.LocalName} {e.Attribute("d")?.Value.Count(c => c == 'L')}")];
        Assert.Equal(["circle ", "path 3", "path 2", "circle ", "path 3", "path 2"], marks);
        Assert.Throws<ArgumentException>(() => Chart.EmbeddingMap("t", new double[3, 1], [0, 1, 2], ["a"]));
    }

    [Fact]
    public void The_names_of_many_bars_do_not_overlap()
    {
        Figure figure = Chart.Histogram("t", "distance", 40, ("same", [.. Enumerable.Range(0, 500).Select(i => i / 7.0)]));
        double[] at = [.. XDocument.Parse(figure.ToSvg()).Descendants().Where(e => e.Attribute("transform")?.Value.StartsWith("rotate(-35", StringComparison.Ordinal) == true
            || e.Attribute("text-anchor")?.Value == "middle").Where(e => char.IsDigit(e.Value[0])).Select(e => double.Parse(e.Attribute("x")!.Value, CultureInfo.InvariantCulture))];
        Assert.InRange(at.Length, 5, 20);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 24, 100));
    }

    private static Dictionary<string, Figure> All() => new()
    {
        ["curves"] = Chart.LearningCurves("Loss <falls>", "loss", ("train", [2, 1.2, 0.9]), ("validation", [2.1, 1.5, 1.4])),
        ["confusion"] = Chart.ConfusionMatrix(["dress", "hat"], [[9, 1], [0, 7]]),
        ["bars"] = Chart.ClassBars("Pictures", "count", ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"], [3, 1, 5, 4, 2, 8, 9]),
        ["histogram"] = Chart.Histogram("Distances", "distance", 8, ("same", [0.1, 0.2, 0.3]), ("other", [0.8, 0.9, 1.1])),
        ["map"] = Chart.EmbeddingMap("PCA", [(0, 0), (1, 2), (-1, 0.5)], [0, 1, 1], ["dress", "hat"]),
        ["roc"] = Chart.Roc("ROC", ("net", [0, 0.1, 1], [0, 0.9, 1])),
        ["pr"] = Chart.PrecisionRecall("PR", ("net", [0, 0.5, 1], [1, 0.9, 0.4])),
        ["latency"] = Chart.Latency("Search", "items", ("flat", [1e3, 1e5, 1e6], [0.01, 1.5, 60])),
    };
}
