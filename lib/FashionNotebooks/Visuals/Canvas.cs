using System.Numerics;
using FashionNotebooks.Data;

namespace FashionNotebooks.Visuals;

/// <summary>Draws rectangles, pictures and text into a picture. What lies outside is cut off.</summary>
public sealed class Canvas
{
    /// <summary>Starts a picture in one colour.</summary>
    public Canvas(int width, int height, Rgb background)
    {
        Image = new RgbImage(width, height);
        Fill(0, 0, width, height, background);
    }

    /// <summary>The picture drawn so far.</summary>
    public RgbImage Image { get; }

    /// <summary>Width of a text in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Height of a capital, pixels.</param>
    public static int MeasureText(string text, int size)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (int)MathF.Ceiling(StrokeFont.Measure(text) * size / StrokeFont.CapHeight);
    }

    /// <summary>Cuts a text to a width, with … at its end.</summary>
    public static string FitText(string text, int size, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (MeasureText(text, size) <= width)
            return text;
        int keep = text.Length;
        while (keep > 0 && MeasureText(text[..keep] + "…", size) > width)
            keep--;
        return text[..keep] + "…";
    }

    /// <summary>Breaks a text at spaces into lines of a width; a longer word is cut. No line for an empty text.</summary>
    public static IEnumerable<string> WrapText(string text, int size, int width)
    {
        ArgumentNullException.ThrowIfNull(text);
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && MeasureText(longer, size) > width)
            {
                yield return line;
                longer = word;
            }
            line = FitText(longer, size, width);
        }
        if (line.Length > 0)
            yield return line;
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(int x, int y, int width, int height, Rgb color)
    {
        for (int row = Math.Max(y, 0); row < Math.Min(y + height, Image.Height); row++)
        {
            for (int column = Math.Max(x, 0); column < Math.Min(x + width, Image.Width); column++)
                Blend(column, row, color, 1);
        }
    }

    /// <summary>Draws a frame inside a rectangle.</summary>
    public void Frame(int x, int y, int width, int height, int thickness, Rgb color)
    {
        Fill(x, y, width, thickness, color);
        Fill(x, y + height - thickness, width, thickness, color);
        Fill(x, y + thickness, thickness, height - 2 * thickness, color);
        Fill(x + width - thickness, y + thickness, thickness, height - 2 * thickness, color);
    }

    /// <summary>Shows a whole picture in the middle of a rectangle, as large as it fits.</summary>
    public void Draw(RgbImage picture, int x, int y, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        double scale = Math.Min((double)width / picture.Width, (double)height / picture.Height);
        int w = Math.Clamp((int)Math.Round(picture.Width * scale), 1, width), h = Math.Clamp((int)Math.Round(picture.Height * scale), 1, height);
        RgbImage fitted = picture.Width == w && picture.Height == h ? picture : picture.Resize(w, h);
        int left = x + (width - w) / 2, top = y + (height - h) / 2;
        for (int row = Math.Max(0, -top); row < Math.Min(h, Image.Height - top); row++)
        {
            for (int column = Math.Max(0, -left); column < Math.Min(w, Image.Width - left); column++)
                fitted.Pixels.AsSpan((row * w + column) * 3, 3).CopyTo(Image.Pixels.AsSpan(((top + row) * Image.Width + left + column) * 3, 3));
        }
    }

    /// <summary>Writes one line.</summary>
    /// <param name="text">The line; characters that the typeface has not become boxes.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top of a capital.</param>
    /// <param name="size">Height of a capital, pixels.</param>
    /// <param name="color">Colour of the strokes.</param>
    /// <param name="bold">Draws thicker strokes.</param>
    public void Text(string text, float x, float y, int size, Rgb color, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        float scale = size / StrokeFont.CapHeight, radius = Math.Max(0.55f, size * (bold ? 0.085f : 0.06f));
        foreach (char character in text)
        {
            if (character != ' ')
                Glyph(StrokeFont.Of(character), new Vector2(x, y), scale, radius, color);
            x += StrokeFont.Advance(character) * scale;
        }
    }

    /// <summary>Covers each pixel by how far the nearest stroke reaches into it.</summary>
    private void Glyph(StrokeFont.Glyph glyph, Vector2 origin, float scale, float radius, Rgb color)
    {
        Vector2[][] lines = [.. glyph.Lines.Select(line => line.Select(p => origin + p * scale).ToArray())];
        int left = (int)(origin.X - radius) - 1, right = (int)(origin.X + glyph.Width * scale + radius) + 2;
        int top = (int)(origin.Y - radius) - 1, bottom = (int)(origin.Y + StrokeFont.Depth * scale + radius) + 2;
        for (int y = Math.Max(top, 0); y < Math.Min(bottom, Image.Height); y++)
        {
            for (int x = Math.Max(left, 0); x < Math.Min(right, Image.Width); x++)
            {
                var pixel = new Vector2(x + 0.5f, y + 0.5f);
                float distance = lines.Min(line => Distance(line, pixel));
                Blend(x, y, color, Math.Clamp(radius + 0.5f - distance, 0, 1));
            }
        }
    }

    private static float Distance(Vector2[] line, Vector2 pixel)
    {
        float nearest = float.MaxValue;
        for (int i = 1; i < line.Length; i++)
        {
            Vector2 along = line[i] - line[i - 1], to = pixel - line[i - 1];
            float length = along.LengthSquared();
            float share = length == 0 ? 0 : Math.Clamp(Vector2.Dot(to, along) / length, 0, 1);
            nearest = Math.Min(nearest, (to - share * along).LengthSquared());
        }
        return MathF.Sqrt(nearest);
    }

    private void Blend(int x, int y, Rgb color, float share)
    {
        if (share <= 0)
            return;
        Span<byte> pixel = Image.Pixels.AsSpan((y * Image.Width + x) * 3, 3);
        pixel[0] = (byte)(pixel[0] + (color.R - pixel[0]) * share + 0.5f);
        pixel[1] = (byte)(pixel[1] + (color.G - pixel[1]) * share + 0.5f);
        pixel[2] = (byte)(pixel[2] + (color.B - pixel[2]) * share + 0.5f);
    }
}
