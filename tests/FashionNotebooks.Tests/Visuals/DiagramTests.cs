using System.Xml.Linq;
using FashionNotebooks.Models;
using FashionNotebooks.Visuals;
using TorchSharp.Tests;

namespace FashionNotebooks.Tests.Visuals;

public sealed class DiagramTests
{
    public static TheoryData<string> Names => [.. All().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_drawing_is_well_formed_svg_with_alternative_text_and_without_scripts(string name)
    {
        Drawing drawing = All()[name];
        XElement svg = XDocument.Parse(drawing.Svg).Root!;
        Assert.InRange(drawing.AltText.Length, 60, 600);
        Assert.Equal(drawing.AltText, svg.Attribute("aria-label")!.Value);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.InRange(int.Parse(svg.Attribute("width")!.Value), 400, 700);
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "image" or "foreignObject"
            || e.Attributes().Any(a => a.Name.LocalName.Contains("href")));
        Assert.Equal(drawing.Svg, All()[name].Svg);
    }

    [Theory]
    [InlineData(16, 24, 3, 2, false)]
    [InlineData(32, 64, 6, 2, true)]
    [InlineData(64, 64, 4, 1, true)]
    [NoTensorLeak]
    public void The_drawn_weights_are_those_of_the_block(int from, int to, int expansion, int stride, bool depthwise)
    {
        using var block = new InvertedResidualBlock(from, to, stride, expansion, depthwise: depthwise);
        long[] convolutions = [.. block.named_parameters().Select(p => p.parameter).Where(p => p.dim() == 4).Select(p => p.numel())];
        string[] texts = [.. XDocument.Parse(Diagram.InvertedResidual(from, to, expansion, stride, depthwise, projection: false).Svg)
            .Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Equal(3, convolutions.Length);
        Assert.All(convolutions, weights => Assert.Contains(weights.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture),
            texts));
    }

    [Fact]
    public void The_skip_connection_follows_the_shapes()
    {
        Assert.Contains("The input is added", Diagram.InvertedResidual(8, 8, 2, 1, true).AltText, StringComparison.Ordinal);
        Assert.Contains("1×1 layer brings", Diagram.InvertedResidual(8, 16, 2, 1, true).AltText, StringComparison.Ordinal);
        Assert.Contains("no skip", Diagram.InvertedResidual(8, 8, 2, 2, true, projection: false).AltText, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Diagram.InvertedResidual(8, 8, 0, 1, true));
    }

    private static Dictionary<string, Drawing> All() => new()
    {
        ["dense"] = Diagram.InvertedResidual(16, 24, 3, 2, depthwise: false),
        ["depthwise"] = Diagram.InvertedResidual(64, 64, 4, 1, depthwise: true),
        ["triplet"] = Diagram.Triplet(),
        ["pipeline"] = Diagram.SearchPipeline(),
    };
}
