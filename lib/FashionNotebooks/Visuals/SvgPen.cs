using System.Net;

namespace FashionNotebooks.Visuals;

/// <summary>A drawn figure as a static SVG document: no script, no font file, sharp at any size.</summary>
public sealed class Drawing
{
    internal Drawing(string svg, string altText) => (Svg, AltText) = (svg, altText);

    /// <summary>The whole document.</summary>
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
    private const string Dashes = "5 4";
    private readonly StringBuilder body = new();

    internal Drawing Finish(string title, string altText)
    {
        string alt = Escape(altText);
        var heading = new SvgPen(width, height);
        heading.Text(width / 2.0, 24, title, size: Math.Clamp((int)(1.8 * width / Math.Max(title.Length, 1)), 10, 16), bold: true);
        string start = $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" "
            + $"style=\"max-width:100%;height:auto\" font-family=\"sans-serif\" font-size=\"13\" fill=\"{Palette.Ink}\" role=\"img\" ";
        string background = "<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>";
        return new Drawing($"{start}aria-label=\"{alt}\"><title>{alt}</title>{background}{heading.body}{body}</svg>", altText);
    }

    /// <summary>A box with rounded corners and lines of text in its middle, the first one bold.</summary>
    internal void Box(double x, double y, double w, double h, string color, params string[] lines)
    {
        Element("rect", ("x", x), ("y", y), ("width", w), ("height", h), ("rx", 6), ("fill", color), ("fill-opacity", "0.14"),
            ("stroke", color), ("stroke-width", 1.5));
        for (int i = 0; i < lines.Length; i++)
            Text(x + (w / 2), y + (h / 2) + 4.5 + ((i - ((lines.Length - 1) / 2.0)) * 17), lines[i], size: i == 0 ? 13 : 12, bold: i == 0);
    }

    /// <summary>A plain rectangle: a bar, a cell, feature maps seen from the side.</summary>
    internal void Slab(double x, double y, double w, double h, string color, double opacity = 0.85) =>
        Element("rect", ("x", x), ("y", y), ("width", w), ("height", h), ("fill", color), ("opacity", Faded(opacity)));

    /// <summary>One line of text; a halo parts it from lines that it crosses.</summary>
    internal void Text(
        double x, double y, string text, string anchor = "middle", int size = 13, bool bold = false, string color = Palette.Ink,
        bool halo = false, int turn = 0)
    {
        Start("text", ("x", x), ("y", y), ("text-anchor", anchor), ("font-size", size), ("fill", color),
            ("font-weight", bold ? "bold" : null));
        if (halo)
            body.Append(" stroke=\"#FFFFFF\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        if (turn != 0)
            body.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({turn} {x:0.#} {y:0.#})\"");
        body.Append('>').Append(Escape(text)).Append("</text>");
    }

    internal void Line(double x1, double y1, double x2, double y2, string color, bool dashed = false, double width = 1.5) =>
        Element("line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", color), ("stroke-width", width),
            ("stroke-dasharray", dashed ? Dashes : null));

    /// <summary>A line through points, with gaps.</summary>
    internal void Path(string path, string color, double width, string? dashes, double opacity) =>
        Element("path", ("d", path), ("fill", "none"), ("stroke", color), ("stroke-width", width), ("stroke-dasharray", dashes),
            ("opacity", Faded(opacity)));

    internal void Area(string path, string color, double opacity) =>
        Element("path", ("d", path), ("fill", color), ("opacity", Faded(opacity)));

    /// <summary>A mark: a circle, or the shape that the corners around its middle make.</summary>
    internal void Mark(double x, double y, double radius, (double X, double Y)[] corners, string color, double opacity)
    {
        if (corners.Length == 0)
            Element("circle", ("cx", x), ("cy", y), ("r", radius), ("fill", color), ("opacity", Faded(opacity)));
        else
            Area(Polygon(corners.Select(corner => (x + (radius * corner.X), y + (radius * corner.Y)))), color, opacity);
    }

    /// <summary>A line through points with a head at its end.</summary>
    internal void Arrow(string color, params (double X, double Y)[] points)
    {
        for (int i = 1; i < points.Length; i++)
            Line(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y, color);
        ((double x0, double y0), (double x, double y)) = (points[^2], points[^1]);
        double length = Math.Sqrt(((x - x0) * (x - x0)) + ((y - y0) * (y - y0))), ux = 8 * (x - x0) / length, uy = 8 * (y - y0) / length;
        Area(Polygon([(x, y), (x - ux - (uy / 2), y - uy + (ux / 2)), (x - ux + (uy / 2), y - uy - (ux / 2))]), color, 1);
    }

    internal void Circle(double x, double y, double radius, string color, bool filled = false, bool dashed = false) =>
        Element("circle", ("cx", x), ("cy", y), ("r", radius), ("fill", filled ? color : "none"), ("stroke", color), ("stroke-width", 1.5),
            ("stroke-dasharray", dashed ? Dashes : null));

    private static string Polygon(IEnumerable<(double X, double Y)> corners) =>
        "M" + string.Join('L',
            corners.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner.X:0.#} {corner.Y:0.#}"))) + "Z";

    /// <summary>Text that may stand in XML; characters that XML forbids are left out.</summary>
    private static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar)));

    private static string? Faded(double opacity) => opacity >= 1 ? null : opacity.ToString("0.##", CultureInfo.InvariantCulture);

    private void Element(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes);
        body.Append("/>");
    }

    private void Start(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        body.Append('<').Append(name);
        foreach ((string attribute, object? value) in attributes)
        {
            if (value is not null)
                body.Append(CultureInfo.InvariantCulture, $" {attribute}=\"{value:0.#}\"");
        }
    }
}
