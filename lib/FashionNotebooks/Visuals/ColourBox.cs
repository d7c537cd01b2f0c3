namespace FashionNotebooks.Visuals;

/// <summary>A box in the space of colours.</summary>
internal sealed class ColourBox
{
    private readonly int longest;

    /// <summary>Measures the box around cells.</summary>
    /// <param name="cells">At least one.</param>
    internal ColourBox(List<ColourCell> cells)
    {
        Cells = cells;
        double[] extents = [.. Enumerable.Range(0, 3).Select(channel => cells.Max(c => c.Mean(channel)) - cells.Min(c => c.Mean(channel)))];
        longest = Array.IndexOf(extents, extents.Max());
        Weight = extents.Max() * extents.Max() * cells.Sum(c => c.Count);
    }

    internal List<ColourCell> Cells { get; }

    /// <summary>How much there is to gain by a split: pixels times the squared longest side; 0 for one cell.</summary>
    internal double Weight { get; }

    internal Rgb Mean
    {
        get
        {
            double all = Cells.Sum(c => c.Count);
            return new Rgb((byte)Math.Round(Cells.Sum(c => c.R) / all), (byte)Math.Round(Cells.Sum(c => c.G) / all), (byte)Math.Round(Cells.Sum(c => c.B) / all));
        }
    }

    /// <summary>Two boxes with about half of the pixels each.</summary>
    internal (ColourBox Low, ColourBox High) Split()
    {
        List<ColourCell> sorted = [.. Cells.OrderBy(c => c.Mean(longest))];
        long half = sorted.Sum(c => c.Count) / 2, passed = 0;
        int at = 0;
        while (at < sorted.Count - 1 && (at == 0 || passed + sorted[at].Count <= half))
            passed += sorted[at++].Count;
        return (new ColourBox(sorted[..at]), new ColourBox(sorted[at..]));
    }
}
