using System.Globalization;
using System.Net;
using System.Text;
using FashionNotebooks.Visuals.Charts;

namespace FashionNotebooks.Visuals;

/// <summary>Writes the shapes of a <see cref="Drawing"/> in the course's colours. Lengths are CSS pixels.</summary>
internal sealed class SvgPen(int width, int height)
{
    internal const string Muted = "#6E6E6E";
    private readonly StringBuilder body = new();

    internal Drawing Finish(string title, string altText)
    {
        string alt = WebUtility.HtmlEncode(altText);
        string start = string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" style=\"max-width:100%;height:auto\" font-family=\"sans-serif\" font-size=\"13\" fill=\"{Palette.Ink}\" role=\"img\" aria-label=\"{alt}\">");
        var heading = new SvgPen(width, height);
        heading.Text(width / 2.0, 24, title, size: 16, bold: true);
        return new Drawing($"{start}<title>{alt}</title><rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>{heading.body}{body}</svg>", altText);
    }

    /// <summary>A box with rounded corners and lines of text in its middle, the first one bold.</summary>
    internal void Box(double x, double y, double w, double h, string color, params string[] lines)
    {
        Write($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\" rx=\"6\" fill=\"{color}\" fill-opacity=\"0.14\" stroke=\"{color}\" stroke-width=\"1.5\"/>");
        Lines(x + w / 2, y + h / 2, lines);
    }

    /// <summary>A stack of feature maps seen from the side: a bar.</summary>
    internal void Slab(double x, double y, double w, double h, string color) =>
        Write($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{w:0.#}\" height=\"{h:0.#}\" rx=\"2\" fill=\"{color}\" fill-opacity=\"0.85\"/>");

    /// <summary>Lines of text around a middle, the first one bold.</summary>
    internal void Lines(double x, double y, params string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
            Text(x, y + 4.5 + (i - (lines.Length - 1) / 2.0) * 17, lines[i], size: i == 0 ? 13 : 12, bold: i == 0);
    }

    /// <summary>One line of text; a halo parts it from lines that it crosses.</summary>
    internal void Text(double x, double y, string text, string anchor = "middle", int size = 13, bool bold = false, string color = Palette.Ink, bool halo = false) =>
        Write($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{color}\"{(bold ? " font-weight=\"bold\"" : "")}{(halo ? " stroke=\"#FFFFFF\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "")}>{WebUtility.HtmlEncode(text)}</text>");

    internal void Line(double x1, double y1, double x2, double y2, string color, bool dashed = false) =>
        Write($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{color}\" stroke-width=\"1.5\"{(dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");

    /// <summary>A line through points with a head at its end.</summary>
    internal void Arrow(string color, params (double X, double Y)[] points)
    {
        for (int i = 1; i < points.Length; i++)
            Line(points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y, color);
        ((double x0, double y0), (double x, double y)) = (points[^2], points[^1]);
        double length = Math.Sqrt((x - x0) * (x - x0) + (y - y0) * (y - y0)), ux = (x - x0) / length, uy = (y - y0) / length;
        Write($"<path d=\"M{x:0.#} {y:0.#}L{x - 8 * ux - 4 * uy:0.#} {y - 8 * uy + 4 * ux:0.#}L{x - 8 * ux + 4 * uy:0.#} {y - 8 * uy - 4 * ux:0.#}Z\" fill=\"{color}\"/>");
    }

    internal void Circle(double x, double y, double radius, string color, CircleStyle style) => Write(
        $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{(style == CircleStyle.Filled ? color : "none")}\" stroke=\"{color}\" stroke-width=\"1.5\"{(style == CircleStyle.Dashed ? " stroke-dasharray=\"5 4\"" : "")}/>");

    private void Write(FormattableString markup) => body.Append(markup.ToString(CultureInfo.InvariantCulture));
}
