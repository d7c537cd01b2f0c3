using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using FashionNotebooks.Visuals;
using FashionNotebooks.Visuals.Charts;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks.Tests.Visuals.Charts;

public sealed class CourseChartsTests
{
    public static TheoryData<string> Names => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_is_plotly_json_a_static_svg_and_a_line_of_text(string name)
    {
        string json = GenericChart.toFigureJson(All()[name]);
        Drawing drawing = All()[name].ToDrawing();
        JsonElement figure = JsonElement.Parse(json), layout = figure.GetProperty("layout");
        XElement svg = XDocument.Parse(drawing.Svg).Root!;
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        foreach (string part in (string[])["title", "xaxis", "yaxis"])
            Assert.Contains((part == "title" ? layout.GetProperty(part) : layout.GetProperty(part).GetProperty("title"))
                .GetProperty("text").GetString(), texts);
        foreach (JsonElement trace in figure.GetProperty("data").EnumerateArray())
        {
            Assert.NotEqual(0, trace.GetProperty(trace.TryGetProperty("z", out _) ? "z" : "y").GetArrayLength());
            if (trace.TryGetProperty("name", out JsonElement own) && own.GetString() is { Length: > 0 } legend
                && figure.GetProperty("data").GetArrayLength() > 1)
                Assert.Contains(texts, text => text.StartsWith(legend, StringComparison.Ordinal));
        }
        Assert.Equal(drawing.AltText, svg.Attribute("aria-label")!.Value);
        Assert.StartsWith($"{layout.GetProperty("title").GetProperty("text").GetString()}: {layout.GetProperty("meta").GetString()}",
            drawing.AltText, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "image");
        Assert.InRange(json.Length, 500, 3000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_drawn_outside_the_picture_and_the_same_chart_gives_the_same_bytes(string name)
    {
        string drawn = All()[name].ToDrawing().Svg;
        Assert.Equal(drawn, All()[name].ToDrawing().Svg);
        XElement svg = XDocument.Parse(drawn).Root!;
        foreach (XElement mark in svg.Descendants())
        {
            foreach ((string attribute, string side) in new[] { ("cx", "width"), ("cy", "height"), ("x1", "width"), ("y2", "height"),
                ("x", "width"), ("y", "height") })
            {
                if (mark.Attribute(attribute)?.Value is { } value)
                    Assert.InRange(double.Parse(value, CultureInfo.InvariantCulture), 0,
                        double.Parse(svg.Attribute(side)!.Value, CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void Numbers_are_short_and_a_gap_breaks_the_line()
    {
        GenericChart chart = Chart.LearningCurves("t", "loss", ("train", [1, double.NaN, 1 / 3.0]));
        Assert.Contains("\"y\":[1.0,\"NaN\",0.33333]", GenericChart.toFigureJson(chart), StringComparison.Ordinal);
        XElement line = Assert.Single(XDocument.Parse(chart.ToDrawing().Svg).Descendants(), e => e.Attribute("fill")?.Value == "none");
        Assert.Equal(2, line.Attribute("d")!.Value.Count(c => c == 'M'));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void Epochs_are_labelled_with_whole_numbers(int epochs)
    {
        GenericChart chart = Chart.LearningCurves("t", "loss", ("train", [.. Enumerable.Range(0, epochs).Select(i => 1000.5 + i)]));
        double[] labels = [.. Labels(chart, "middle").Select(label => double.Parse(label, CultureInfo.InvariantCulture))];
        Assert.InRange(labels.Length, 1, 10);
        Assert.All(labels, label => Assert.Equal(label, Math.Round(label)));
        Assert.Equal(labels.Distinct(), labels);
    }

    [Fact]
    public void A_loss_and_a_score_have_an_axis_each()
    {
        GenericChart chart = Chart.TrainingCurves("t", [3, 2, 1], ("validation accuracy", [0, 0.5, 1]));
        XElement svg = XDocument.Parse(chart.ToDrawing().Svg).Root!;
        string[] paths = [.. svg.Descendants().Where(e => e.Attribute("fill")?.Value == "none").Select(e => e.Attribute("d")!.Value)];
        (string Top, string Floor) loss = (paths[0].Split('L')[0].Split(' ')[1], paths[0].Split(' ')[^1]),
            score = (paths[1].Split(' ')[^1], paths[1].Split('L')[0].Split(' ')[1]);
        Assert.True(double.Parse(loss.Top, CultureInfo.InvariantCulture) < double.Parse(loss.Floor, CultureInfo.InvariantCulture));
        Assert.InRange(double.Parse(score.Floor, CultureInfo.InvariantCulture) - double.Parse(score.Top, CultureInfo.InvariantCulture),
            200, 300); // 0 to 1 fills the plot
        Assert.Contains(svg.Descendants(), e => e.Value == "validation accuracy →");
        Assert.Contains("1", Labels(chart, "start"));
        Assert.Contains("3", Labels(chart, "end"));
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
    public void Classes_of_a_map_differ_in_shape_and_colour()
    {
        string svg = Chart.EmbeddingMap("t", new double[,] { { 0, 0 }, { 5, 1 }, { 2, 7 } }, [0, 1, 2], ["a", "b", "c"]).ToDrawing().Svg;
        XElement[] marks = [.. XDocument.Parse(svg).Descendants().Where(e => e.Attribute("opacity") is not null)];
        Assert.Equal(["circle ", "path 3", "path 2"], marks.Select(e =>
            $"{e.Name.LocalName} {e.Attribute("d")?.Value.Count(c => c == 'L')}"));
        Assert.Equal(Palette.Series.Take(3), marks.Select(e => e.Attribute("fill")!.Value));
        Assert.Throws<ArgumentException>(() => Chart.EmbeddingMap("t", new double[3, 1], [0, 1, 2], ["a"]));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(200)]
    public void Many_names_are_turned_or_thinned_so_that_none_overlap(int count)
    {
        string[] people = [.. Enumerable.Range(0, count).Select(i => $"contributor {i:000}")];
        XElement svg = XDocument.Parse(Chart.ClassBars("t", "photos", people, [.. people.Select((_, i) => (double)i)])
            .ToDrawing().Svg).Root!;
        double[] at = [.. svg.Descendants().Where(e => e.Value.StartsWith("contributor", StringComparison.Ordinal)
            && e.Name.LocalName == "text").Select(e => double.Parse(e.Attribute("x")!.Value, CultureInfo.InvariantCulture))];
        Assert.InRange(at.Length, Math.Min(count, 35), count);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 10.9));
    }

    [Fact]
    public void Names_that_look_like_numbers_stay_names()
    {
        GenericChart chart = Chart.ClassBars("t", "photos", ["64", "8", "16"], [1, 2, 3]);
        Assert.Equal(["64", "8", "16"], Labels(chart, "middle"));
        Assert.Contains("\"type\":\"category\"", GenericChart.toFigureJson(chart), StringComparison.Ordinal);
    }

    internal static string[] Labels(GenericChart chart, string anchor) => [.. XDocument.Parse(chart.ToDrawing().Svg).Descendants()
        .Where(e => e.Name.LocalName == "text" && e.Attribute("text-anchor")!.Value == anchor
            && double.TryParse(e.Value, CultureInfo.InvariantCulture, out _)).Select(e => e.Value)];

    private static Dictionary<string, GenericChart> All() => new()
    {
        ["curves"] = Chart.LearningCurves("Loss <falls>", "loss", ("train", [2, 1.2, 0.9]), ("validation", [2.1, 1.5, 1.4])),
        ["training"] = Chart.TrainingCurves("Training", [2, 1.2, 0.9], ("validation accuracy", [0.2, 0.5, 0.8]),
            ("validation F1", [0.1, 0.4, 0.7])),
        ["confusion"] = Chart.ConfusionMatrix(["dress", "hat"], [[9, 1], [0, 7]]),
        ["bars"] = Chart.ClassBars("Photos", "count", ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"],
            [3, 1, 5, 4, 2, 8, 9], [1, 1, 1, 1, 1, 1, 1]),
        ["groups"] = Chart.Bars("Search", "embedding", "share", ["raw pixels", "classifier"], ("top-1", [0.5, 0.9]), ("mAP", [0.2, 0.8]))
            .WithRange(y: (0, 1)).WithReading("r"),
        ["map"] = Chart.EmbeddingMap("PCA", new double[,] { { 0, 0 }, { 1, 2 }, { -1, 0.5 } }, [0, 1, 1], ["dress", "hat"]),
        ["points"] = Chart.Points("Cost", "MACs", "ms", ("a", [1.5], [3]), ("b", [0], [0])).FromZero().WithReading("r"),
        ["roc"] = Chart.Roc("ROC", ("net", [0, 0.1, 1], [0, 0.9, 1])),
        ["latency"] = Chart.Latency("Search", "photos", ("flat", [1e3, 1e5, 1e6], [0.01, 1.5, 60])),
    };
}
