using System.Numerics;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace FashionNotebooks.Visuals;

/// <summary>Draws rectangles, photos and text into a picture. What lies outside is cut off.</summary>
internal sealed class Canvas(int width, int height, Color background) : IDisposable
{
    /// <summary>The picture drawn so far.</summary>
    internal Image<Rgb24> Image { get; } = new(width, height, background.ToPixel<Rgb24>());

    /// <summary>Width of a text in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Height of a capital, pixels.</param>
    internal static int MeasureText(string text, int size) => (int)MathF.Ceiling(StrokeFont.Measure(text) * size / StrokeFont.CapHeight);

    /// <summary>Cuts a text to a width, with … at its end.</summary>
    internal static string FitText(string text, int size, int width)
    {
        if (MeasureText(text, size) <= width)
            return text;
        int keep = text.Length;
        while (keep > 0 && MeasureText(text[..keep] + "…", size) > width)
            keep--;
        return text[..keep] + "…";
    }

    /// <summary>Breaks a text at spaces into lines of a width; a longer word is cut. No line for an empty text.</summary>
    internal static IEnumerable<string> WrapText(string text, int size, int width)
    {
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
    internal void Fill(int x, int y, int width, int height, Color color)
    {
        var part = Rectangle.Intersect(new Rectangle(x, y, width, height), Image.Bounds());
        for (int row = part.Top; row < part.Bottom; row++)
            Image.DangerousGetPixelRowMemory(row).Span.Slice(part.Left, part.Width).Fill(color.ToPixel<Rgb24>());
    }

    /// <summary>Draws a frame inside a rectangle.</summary>
    internal void Frame(int x, int y, int width, int height, int thickness, Color color)
    {
        Fill(x, y, width, thickness, color);
        Fill(x, y + height - thickness, width, thickness, color);
        Fill(x, y + thickness, thickness, height - 2 * thickness, color);
        Fill(x + width - thickness, y + thickness, thickness, height - 2 * thickness, color);
    }

    /// <summary>Shows a whole photo in the middle of a rectangle, as large as it fits.</summary>
    internal void Draw(Photo photo, int x, int y, int width, int height)
    {
        using var fitted = SixLabors.ImageSharp.Image.LoadPixelData<Rgb24>(photo.Pixels, photo.Width, photo.Height);
        fitted.Mutate(pixels => pixels.Resize(new ResizeOptions { Size = new Size(width, height), Mode = ResizeMode.Max }));
        var place = new Point(x + (width - fitted.Width) / 2, y + (height - fitted.Height) / 2);
        if (Rectangle.Intersect(new Rectangle(place, fitted.Size()), Image.Bounds()).Width > 0)
            Image.Mutate(pixels => pixels.DrawImage(fitted, place, 1));
    }

    /// <summary>Writes one line.</summary>
    /// <param name="text">The line; characters that the typeface has not become boxes.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top of a capital.</param>
    /// <param name="size">Height of a capital, pixels.</param>
    /// <param name="color">Colour of the strokes.</param>
    /// <param name="bold">Draws thicker strokes.</param>
    internal void Text(string text, float x, float y, int size, Color color, bool bold = false)
    {
        float scale = size / StrokeFont.CapHeight, radius = Math.Max(0.55f, size * (bold ? 0.085f : 0.06f));
        foreach (char character in text)
        {
            if (character != ' ')
                Glyph(StrokeFont.Of(character), new Vector2(x, y), scale, radius, color.ToPixel<Rgb24>());
            x += StrokeFont.Advance(character) * scale;
        }
    }

    /// <summary>The pixels as the library's pictures have them.</summary>
    internal Photo ToRgbImage()
    {
        var copy = new Photo(Image.Width, Image.Height);
        Image.CopyPixelDataTo(copy.Pixels);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose() => Image.Dispose();

    /// <summary>Covers each pixel by how far the nearest stroke reaches into it.</summary>
    private void Glyph(StrokeFont.Glyph glyph, Vector2 origin, float scale, float radius, Rgb24 color)
    {
        Vector2[][] lines = [.. glyph.Lines.Select(line => line.Select(p => origin + p * scale).ToArray())];
        int left = (int)(origin.X - radius) - 1, right = (int)(origin.X + glyph.Width * scale + radius) + 2;
        int top = (int)(origin.Y - radius) - 1, bottom = (int)(origin.Y + StrokeFont.Depth * scale + radius) + 2;
        for (int y = Math.Max(top, 0); y < Math.Min(bottom, Image.Height); y++)
        {
            for (int x = Math.Max(left, 0); x < Math.Min(right, Image.Width); x++)
            {
                float distance = lines.Min(line => Distance(line, new Vector2(x + 0.5f, y + 0.5f)));
                Image[x, y] = Blend(Image[x, y], color, Math.Clamp(radius + 0.5f - distance, 0, 1));
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

    private static Rgb24 Blend(Rgb24 under, Rgb24 over, float share) => new(
        (byte)(under.R + (over.R - under.R) * share + 0.5f), (byte)(under.G + (over.G - under.G) * share + 0.5f), (byte)(under.B + (over.B - under.B) * share + 0.5f));
}
