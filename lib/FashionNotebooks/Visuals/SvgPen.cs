using System.Globalization;
using System.Net;
using System.Text;
using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Visuals;

/// <summary>A drawn figure as a static SVG document: no script, no font file, sharp at any size.</summary>
public sealed class Drawing
{
    internal Drawing(string svg, string altText) => (Svg, AltText) = (svg, altText);

    public string Svg { get; }

    /// <summary>What there is to see, in a sentence.</summary>
    public string AltText { get; }

    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, Svg);

    public override string ToString() => AltText;
}

/// <summary>Writes the shapes of a drawing or a chart in the course's colours. Lengths are CSS pixels.</summary>
internal sealed class SvgPen(int width, int height)
{
    private readonly StringBuilder body = new();

    internal Drawing Finish(string title, string altText)
    {
        string alt = Escape(altText);
        string start = string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" style=\"max-width:100%;height:auto\" font-family=\"sans-serif\" font-size=\"13\" fill=\"{Palette.Ink}\" role=\"img\" aria-label=\"{alt}\">");
        var heading = new SvgPen(width, height);
        heading.Text(width / 2.0, 24, title, size: Math.Clamp((int)(1.8 * width / Math.Max(title.Length, 1)), 10, 16), bold: true);
        return new Drawing($"{start}<title>{alt}</title><rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>{heading.body}{body}</svg>", altText);
    }

    /// <summary>A box with rounded corners and lines of text in its middle, the first one bold.</summary>
    internal void Box(double x, double y, double w, double h, string color, params string[] lines)
    {
        Write($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\" rx=\"6\" fill=\"{color}\" fill-opacity=\"0.14\" stroke=\"{color}\" stroke-width=\"1.5\"/>");
        for (int i = 0; i < lines.Length; i++)
            Text(x + w / 2, y + h / 2 + 4.5 + (i - (lines.Length - 1) / 2.0) * 17, lines[i], size: i == 0 ? 13 : 12, bold: i == 0);
    }

    /// <summary>A plain rectangle: a bar, a cell, feature maps seen from the side.</summary>
    internal void Slab(double x, double y, double w, double h, string color, double opacity = 0.85, int round = 0) =>
        Write($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\"{(round > 0 ? $" rx=\"{round}\"" : "")} fill=\"{color}\"{Faded(opacity)}/>");

    /// <summary>One line of text; a halo parts it from lines that it crosses.</summary>
    internal void Text(double x, double y, string text, string anchor = "middle", int size = 13, bool bold = false, string color = Palette.Ink, bool halo = false, int turn = 0) =>
        Write($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{color}\"{(bold ? " font-weight=\"bold\"" : "")}{(halo ? " stroke=\"#FFFFFF\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "")}{(turn != 0 ? string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({turn} {x:0.#} {y:0.#})\"") : "")}>{Escape(text)}</text>");

    /// <summary>Small lines of text under each other.</summary>
    internal void Lines(double x, double y, double height, IEnumerable<string> lines)
    {
        foreach ((int i, string line) in lines.Index())
            Text(x, y + i * height, line, size: 12);
    }

    internal void Line(double x1, double y1, double x2, double y2, string color, bool dashed = false, double width = 1.5) =>
        Write($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{color}\" stroke-width=\"{width:0.#}\"{(dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");

    /// <summary>A line through points, with gaps.</summary>
    internal void Path(string path, string color, double width, string? dashes, double opacity) =>
        Write($"<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width:0.#}\"{(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")}{Faded(opacity)}/>");

    internal void Area(string path, string color, double opacity) => Write($"<path d=\"{path}\" fill=\"{color}\"{Faded(opacity)}/>");

    /// <summary>A mark: a circle, or the shape that the corners around its middle make.</summary>
    internal void Mark(double x, double y, double radius, (double X, double Y)[] corners, string color, double opacity)
    {
        if (corners.Length == 0)
            Write($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{color}\"{Faded(opacity)}/>");
        else
            Area("M" + string.Join('L', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{x + radius * c.X:0.#} {y + radius * c.Y:0.#}"))) + "Z", color, opacity);
    }

    /// <summary>A line through points with a head at its end.</summary>
    internal void Arrow(string color, params (double X, double Y)[] points)
    {
        for (int i = 1; i < points.Length; i++)
            Line(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y, color);
        ((double x0, double y0), (double x, double y)) = (points[^2], points[^1]);
        double length = Math.Sqrt((x - x0) * (x - x0) + (y - y0) * (y - y0)), ux = (x - x0) / length, uy = (y - y0) / length;
        Write($"<path d=\"M{x:0.#} {y:0.#}L{x - 8 * ux - 4 * uy:0.#} {y - 8 * uy + 4 * ux:0.#}L{x - 8 * ux + 4 * uy:0.#} {y - 8 * uy - 4 * ux:0.#}Z\" fill=\"{color}\"/>");
    }

    internal void Circle(double x, double y, double radius, string color, bool filled = false, bool dashed = false) => Write(
        $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{(filled ? color : "none")}\" stroke=\"{color}\" stroke-width=\"1.5\"{(dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");

    /// <summary>Text that may stand in XML; characters that XML forbids are left out.</summary>
    private static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar)));

    private static string Faded(double opacity) => opacity >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" opacity=\"{opacity:0.##}\"");

    private void Write(FormattableString markup) => body.Append(markup.ToString(CultureInfo.InvariantCulture));
}
