using System.Text.RegularExpressions;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Tests.Visuals;

public sealed partial class QrCodeTests
{
    [Fact]
    public void Has_the_three_finders_of_a_code_inside_a_white_border()
    {
        Drawing code = QrCode.Of("http://192.168.0.17:40123/");
        HashSet<(int X, int Y)> dark = [.. Cell().Matches(code.Svg).Select(m =>
            (int.Parse(m.Groups[1].Value) / 6, int.Parse(m.Groups[2].Value) / 6))];
        int last = dark.Max(cell => cell.X) - 6;
        Assert.All(new[] { (4, 4), (last, 4), (4, last) }, corner => Assert.True(IsFinder(corner)));
        Assert.Contains("192.168.0.17:40123", code.AltText, StringComparison.Ordinal);
        Assert.NotEqual(code.Svg, QrCode.Of("http://192.168.0.18:40123/").Svg);
        Assert.Throws<ArgumentException>(() => QrCode.Of(" "));

        // 7 × 7: a dark frame, a light one, a dark square of 3 × 3.
        bool IsFinder((int X, int Y) corner) => Enumerable.Range(0, 49).All(i =>
        {
            int ring = Math.Max(Math.Abs((i % 7) - 3), Math.Abs((i / 7) - 3));
            return dark.Contains((corner.X + (i % 7), corner.Y + (i / 7))) == (ring != 2);
        });
    }

    [GeneratedRegex(@"M(\d+) (\d+)h6v6h-6z")]
    private static partial Regex Cell();
}
