using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Augmenting;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Visuals.Charts;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FashionNotebooks.Visuals;

/// <summary>A photo, its true class, and bars for the classes that a classifier finds most probable.</summary>
/// <param name="photo">The photo.</param>
/// <param name="classes">C names.</param>
/// <param name="label">The true class.</param>
/// <param name="probabilities">C of them.</param>
internal sealed class PredictionCard(Photo photo, IReadOnlyList<string> classes, int label, float[] probabilities)
{
    private const int Side = 148, Gap = 9, Margin = 10, BarHeight = 18, BarStep = 20, TextSize = 9, TitleSize = 13, Columns = 4;

    private static readonly Color otherBar = Color.ParseHex("#D5DBE0");

    private readonly int seen = ClassificationMetrics.ArgMax(probabilities);

    internal bool IsRight => seen == label;

    internal static Photo Draw(IReadOnlyList<PredictionCard> cards, int top, string title)
    {
        int columns = Math.Min(Columns, cards.Count), rows = (cards.Count + columns - 1) / columns;
        int width = columns * (Side + Gap) - Gap, height = TileStyle.Height(Side, lines: 1) + top * BarStep + Gap;
        string[] lines = [.. Canvas.WrapText(title, TitleSize, Math.Max(width, PhotoGrid.DefaultWidth / 2))];
        int head = Margin + lines.Length * (TitleSize + 8);
        width = Math.Max(width, lines.Max(line => Canvas.MeasureText(line, TitleSize)));
        using var canvas = new Canvas(width + 2 * Margin, head + rows * height - Gap + Margin, Color.White);
        for (int i = 0; i < lines.Length; i++)
            canvas.Text(lines[i], Margin, Margin + i * (TitleSize + 8), TitleSize, TileStyle.Ink, bold: true);
        for (int i = 0; i < cards.Count; i++)
            cards[i].Draw(canvas, Margin + i % columns * (Side + Gap), head + i / columns * height, top);
        return canvas.ToRgbImage();
    }

    /// <summary>The true class, and the predicted one when it is another.</summary>
    public override string ToString() => IsRight ? $"{classes[label]} right" : $"{classes[label]} taken for {classes[seen]}";

    private void Draw(Canvas canvas, int x, int y, int top)
    {
        TileStyle.Draw(canvas, new Tile(photo, $"true: {classes[label]}", "", IsRight), x, y, Side);
        int[] best = [.. Enumerable.Range(0, classes.Count).OrderByDescending(c => probabilities[c]).Take(top)];
        for (int i = 0; i < best.Length; i++)
            Bar(canvas, best[i], x, y + TileStyle.Height(Side, lines: 1) + i * BarStep);
    }

    private void Bar(Canvas canvas, int c, int x, int y)
    {
        Color colour = c == label ? Lighter(Palette.Right) : c == seen ? Lighter(Palette.Wrong) : otherBar;
        double share = float.IsFinite(probabilities[c]) ? Math.Clamp(probabilities[c], 0, 1) : 0;
        canvas.Fill(x, y, Math.Max(1, (int)Math.Round(share * Side)), BarHeight, colour);
        string percent = (100 * share).ToString("0", CultureInfo.InvariantCulture) + "%";
        int right = Canvas.MeasureText(percent, TextSize) + 4;
        string name = Canvas.FitText(classes[c], TextSize, Side - right - 10);
        canvas.Text(name, x + 5, y + (BarHeight - TextSize) / 2, TextSize, TileStyle.Ink, bold: c == label);
        canvas.Text(percent, x + Side - right, y + (BarHeight - TextSize) / 2, TextSize, TileStyle.Ink);
    }

    /// <summary>Half way to white, so that dark text can be read on it.</summary>
    private static Color Lighter(string hex)
    {
        Rgb24 colour = Color.ParseHex(hex).ToPixel<Rgb24>();
        return Color.FromRgb((byte)((colour.R + 255) / 2), (byte)((colour.G + 255) / 2), (byte)((colour.B + 255) / 2));
    }
}
