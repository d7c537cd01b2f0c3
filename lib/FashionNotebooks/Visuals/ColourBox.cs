namespace FashionNotebooks.Visuals;

/// <summary>A box in the space of colours, with how often each of its colours is seen.</summary>
internal sealed class ColourBox
{
    private readonly Func<Rgb, int> longest;

    /// <summary>Measures the box around colours.</summary>
    /// <param name="colours">At least one.</param>
    internal ColourBox((Rgb Colour, int Count)[] colours)
    {
        Colours = colours;
        Func<Rgb, int>[] channels = [c => c.R, c => c.G, c => c.B];
        int[] extents = [.. channels.Select(channel => colours.Max(c => channel(c.Colour)) - colours.Min(c => channel(c.Colour)))];
        longest = channels[Array.IndexOf(extents, extents.Max())];
        Weight = (double)extents.Max() * extents.Max() * colours.Sum(c => (long)c.Count);
    }

    internal IReadOnlyList<(Rgb Colour, int Count)> Colours { get; }

    /// <summary>How much there is to gain by a split: pixels times the squared longest side; 0 for one colour.</summary>
    internal double Weight { get; }

    internal Rgb Mean
    {
        get
        {
            double all = Colours.Sum(c => (long)c.Count);
            return new Rgb(Of(c => c.R), Of(c => c.G), Of(c => c.B));
            byte Of(Func<Rgb, int> channel) => (byte)Math.Round(Colours.Sum(c => (double)channel(c.Colour) * c.Count) / all);
        }
    }

    /// <summary>Two boxes with about half of the pixels each.</summary>
    internal (ColourBox Low, ColourBox High) Split()
    {
        (Rgb Colour, int Count)[] sorted = [.. Colours.OrderBy(c => longest(c.Colour))];
        long half = sorted.Sum(c => (long)c.Count) / 2, passed = 0;
        int at = 0;
        while (at < sorted.Length - 1 && (at == 0 || passed + sorted[at].Count <= half))
            passed += sorted[at++].Count;
        return (new ColourBox(sorted[..at]), new ColourBox(sorted[at..]));
    }
}
