using FashionNotebooks.Data;

namespace FashionNotebooks.Visuals;

/// <summary>
/// Few colours for a picture of many: frequent colours (paper, ink, frames) stay exact, the others are found by
/// median cut (Heckbert, "Color Image Quantization for Frame Buffer Display", 1982).
/// </summary>
internal sealed class ColourTable
{
    private const int Most = 256, MostExact = 16, CellBits = 6;

    private ColourTable(Rgb[] colours, byte[] indices) => (Colours, Indices) = (colours, indices);

    /// <summary>At most 256 colours.</summary>
    internal IReadOnlyList<Rgb> Colours { get; }

    /// <summary>For each pixel, row by row, its place in <see cref="Colours"/>.</summary>
    internal byte[] Indices { get; }

    internal static ColourTable Of(RgbImage image)
    {
        int[] keys = Keys(image.Pixels);
        List<(int Key, int Count)> counts = Counts(keys);
        List<int> exact = Exact(counts, keys.Length);
        var colours = exact.Select(Colour).ToList();
        byte[] placeOfCell = new byte[1 << 3 * CellBits];
        foreach (ColourBox box in Cut(Cells(counts, [.. exact]), Most - exact.Count))
        {
            foreach (ColourCell cell in box.Cells)
                placeOfCell[cell.Key] = (byte)colours.Count;
            colours.Add(box.Mean);
        }
        var placeOfExact = exact.Select((key, i) => (key, i)).ToDictionary(e => e.key, e => (byte)e.i);
        return new ColourTable([.. colours], [.. keys.Select(key => placeOfExact.TryGetValue(key, out byte place) ? place : placeOfCell[CellOf(key)])]);
    }

    /// <summary>All colours when they are few enough, else the most frequent of those that cover more than one pixel in a thousand.</summary>
    private static List<int> Exact(List<(int Key, int Count)> counts, int pixels) => counts.Count <= Most
        ? [.. counts.Select(c => c.Key)]
        : [.. counts.Where(c => c.Count > pixels / 1000).OrderByDescending(c => c.Count).ThenBy(c => c.Key).Take(MostExact).Select(c => c.Key)];

    /// <summary>The other colours, those that agree in their upper bits as one.</summary>
    private static List<ColourCell> Cells(List<(int Key, int Count)> counts, HashSet<int> exact)
    {
        var cells = new ColourCell[1 << 3 * CellBits];
        foreach ((int key, int count) in counts)
        {
            int cell = CellOf(key);
            if (!exact.Contains(key))
                cells[cell] = cells[cell].With(cell, key, count);
        }
        return [.. cells.Where(cell => cell.Count > 0)];
    }

    /// <summary>How many pixels have each colour, sorted by colour.</summary>
    private static List<(int Key, int Count)> Counts(int[] keys)
    {
        int[] sorted = [.. keys];
        Array.Sort(sorted);
        var counts = new List<(int, int)>();
        for (int start = 0, i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[start])
                continue;
            counts.Add((sorted[start], i - start));
            start = i;
        }
        return counts;
    }

    private static List<ColourBox> Cut(List<ColourCell> cells, int most)
    {
        if (cells.Count == 0)
            return [];
        List<ColourBox> boxes = [new(cells)];
        while (boxes.Count < most && boxes.MaxBy(b => b.Weight) is { Weight: > 0 } largest)
        {
            boxes.Remove(largest);
            (ColourBox low, ColourBox high) = largest.Split();
            boxes.Add(low);
            boxes.Add(high);
        }
        return boxes;
    }

    private static int[] Keys(byte[] pixels)
    {
        int[] keys = new int[pixels.Length / 3];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = pixels[3 * i] << 16 | pixels[3 * i + 1] << 8 | pixels[3 * i + 2];
        return keys;
    }

    private static int CellOf(int key)
    {
        const int Drop = 8 - CellBits;
        return (key >> 16 + Drop) << 2 * CellBits | (key >> 8 + Drop & (1 << CellBits) - 1) << CellBits | key >> Drop & (1 << CellBits) - 1;
    }

    private static Rgb Colour(int key) => new((byte)(key >> 16), (byte)(key >> 8), (byte)key);
}
