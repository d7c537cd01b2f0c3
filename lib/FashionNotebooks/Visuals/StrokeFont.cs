using SkiaSharp;

namespace FashionNotebooks.Visuals;

/// <summary>
/// A small typeface of pen strokes, so that sheets can carry text at any size without a font file. Units: capitals are 14 high from y = 0
/// down to the baseline at 14, small letters begin at 4, tails end at 18.
/// </summary>
internal static class StrokeFont
{
    private const float CapHeight = 14, Gap = 4, SpaceAdvance = 7;

    /// <summary>
    /// Each glyph: its character, its width, then its strokes. A stroke is a list of points, x and y as one base-36 digit each, after
    /// <c>-</c> for straight lines, <c>~</c> for a curve from the first point to the last that the others pull, or <c>o</c> for a closed
    /// curve.
    /// </summary>
    private const string Table = """
        A a -0e50ae -2989   B 8 -000e ~003070773707 ~0747878e4e0e   C 9 ~9360000e6e9b   D 9 -000e ~0040909e4e0e
        E 8 -80000e8e -0777   F 8 -80000e -0777   G 9 ~9360000e7e9c -9e9858   H 9 -000e -909e -0797   I 0 -000e
        J 6 ~60696e0e0a   K 8 -000e -8008 -358e   L 7 -000e7e   M a -0e0059a0ae   N 9 -0e009e90   O a o00a0ae0e
        P 8 -000e ~004080884808   Q a o00a0ae0e -6aag   R 8 -000e ~004080884808 -488e   S 8 ~83700007878e1e0b
        T 8 -0080 -404e   U 9 ~00090e9e9990   V a -005ea0   W e -003e72bee0   X 9 -009e -900e   Y a -0057a0 -575e
        Z 8 -00800e8e   0 8 o00808e0e   1 5 -03505e   2 8 ~030080860e -0e8e   3 8 ~0210808737 ~37878e1e0b   4 9 -6e600a9a
        5 8 -801006 ~0635858e1e0c   6 8 ~7240000a o06868e0e   7 8 -00803e   8 8 o10707717 o07878e0e   9 8 o00808808 ~848e4e1c
        a 7 o04747e0e -747e   b 7 -000e o04747e0e   c 7 ~7654040e5e7c   d 7 -707e o04747e0e   e 7 -0979 ~7974040e6e7c
        f 5 ~5020252e -0454   g 7 o04747e0e ~747e7i1i0h   h 7 -000e ~090474797e   i 0 -040e -0000   j 3 ~343d3i0i -3030
        k 7 -000e -640a -287e   l 0 -000e   m a -040e ~090454595e ~5954a4a9ae   n 7 -040e ~090474797e   o 8 o04848e0e
        p 7 -040i o04747e0e   q 7 -747i o04747e0e   r 5 -040e ~09043456   s 6 ~66540409696e1e0c   t 5 ~20292e5e -0454
        u 7 ~04090e7e7974 -747e   v 8 -044e84   w c -043e659ec4   x 7 -047e -740e   y 8 -044e -842i   z 7 -04740e7e
        . 0 -0e0e   , 1 -1e0h   : 0 -0606 -0e0e   ; 1 -1616 -1e0h   ! 0 -0009 -0e0e   ? 7 ~0300707738393a -3e3e   - 5 -0959
        – 8 -0989   _ 8 -0g8g   + 8 -0989 -454d   = 8 -0787 -0b8b   / 6 -0g60   \ 6 -006g   | 0 -000g   ( 3 ~30050b3g
        ) 3 ~00353b0g   [ 3 -30000g3g   ] 3 -00303g0g   { 4 ~40202808 ~08282g4g   } 4 ~00202848 ~48282g0g   < 7 -74097e
        > 7 -04790e   % a -0ea0 o00404505 o69a9ae6e   # 9 -312d -716d -0595 -0999   * 6 -3137 -0266 -6206   " 3 -0003 -3033
        ' 0 -0003   ` 2 -0023   ^ 6 -043064   ~ 8 ~0a275c88   & 9 ~9e14106064070e6e98   @ c ~9e0e00c0cb8b84 o48888b4b
        $ 8 ~83700007878e1e0b -404e   … 8 -0e0e -4e4e -8e8e   × 6 -076d -670d   → a -09a9 -75a97d   ✓ 8 -094e82
        ✗ 8 -038b -830b   □ 8 -00808e0e00
        """;

    private static readonly Dictionary<char, (float Width, SKPath Path)> glyphs =
        Table.Split('\n').SelectMany(line => line.Split("   ")).Select(row => row.Split(' ')).ToDictionary(parts => parts[0][0], Glyph);

    /// <summary>Width of a line in pixels, at a height of its capitals.</summary>
    internal static int Measure(string text, int size) =>
        (int)MathF.Ceiling((text.Sum(Advance) - (text.Length > 0 ? Gap : 0)) * size / CapHeight);

    /// <summary>Cuts a line to a width in pixels, with … at its end.</summary>
    internal static string Fit(string text, int size, int width)
    {
        if (Measure(text, size) <= width)
            return text;
        int keep = text.Length;
        while (keep > 0 && Measure(text[..keep] + "…", size) > width)
            keep--;
        return text[..keep] + "…";
    }

    /// <summary>Breaks a text at spaces into lines of a width; a longer word is cut. No line for an empty text.</summary>
    internal static string[] Wrap(string text, int size, int width)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Measure($"{lines[^1]} {word}", size) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(Fit(word, size, width));
        }
        return [.. lines];
    }

    /// <summary>Writes a line; characters that the typeface has not become boxes.</summary>
    internal static void Draw(SKCanvas canvas, string text, float x, float y, int size, SKColor color, bool bold)
    {
        float scale = size / CapHeight, radius = Math.Max(0.55f, size * (bold ? 0.085f : 0.06f));
        using var pen = new SKPaint
        {
            Color = color,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 2 * radius / scale,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            IsAntialias = true,
        };
        foreach (char character in text)
        {
            canvas.Save();
            canvas.Translate(x, y);
            canvas.Scale(scale);
            if (character != ' ')
                canvas.DrawPath(Of(character).Path, pen);
            canvas.Restore();
            x += Advance(character) * scale;
        }
    }

    private static float Advance(char character) => character == ' ' ? SpaceAdvance : Of(character).Width + Gap;

    private static (float Width, SKPath Path) Of(char character) => glyphs.TryGetValue(character, out var glyph) ? glyph : glyphs['□'];

    private static (float Width, SKPath Path) Glyph(string[] parts)
    {
        var path = new SKPath();
        foreach (string stroke in parts.Skip(2))
        {
            SKPoint[] points = [.. stroke[1..].Chunk(2).Select(pair => new SKPoint(Digit(pair[0]), Digit(pair[1])))];
            if (stroke[0] == '-')
                path.AddPoly([.. points, points[^1] + new SKSize(0.01f, 0)], close: false); // a point is a dot
            else if (stroke[0] == 'o')
                Curve(path, [.. points, points[0], points[1]], Middle(points[0], points[1]), Middle(points[0], points[1]));
            else
                Curve(path, points, points[0], points[^1]);
        }
        return (Digit(parts[1][0]), path);
    }

    // A quadratic B-spline: it touches the middle of each line between two points and is pulled towards the points.
    private static void Curve(SKPath path, SKPoint[] points, SKPoint start, SKPoint end)
    {
        path.MoveTo(start);
        for (int i = 1; i < points.Length - 1; i++)
            path.QuadTo(points[i], i == points.Length - 2 ? end : Middle(points[i], points[i + 1]));
    }

    private static SKPoint Middle(SKPoint a, SKPoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static int Digit(char c) => char.IsDigit(c) ? c - '0' : c - 'a' + 10;
}
