using FashionNotebooks.Data;

namespace FashionNotebooks.Visuals;

/// <summary>
/// Few colours for a picture of many: frequent colours (paper, ink, frames) stay exact, the others are found by
/// median cut (Heckbert, "Color Image Quantization for Frame Buffer Display", 1982).
/// </summary>
internal sealed class ColourTable
{
    private const int Most = 256, MostExact = 16;

    private ColourTable(Rgb[] colours, byte[] indices) => (Colours, Indices) = (colours, indices);

    /// <summary>At most 256 colours.</summary>
    internal IReadOnlyList<Rgb> Colours { get; }

    /// <summary>For each pixel, row by row, its place in <see cref="Colours"/>.</summary>
    internal byte[] Indices { get; }

    internal static ColourTable Of(RgbImage image)
    {
        byte[] p = image.Pixels;
        var counts = new Dictionary<Rgb, int>();
        for (int i = 0; i < p.Length; i += 3)
            counts[new Rgb(p[i], p[i + 1], p[i + 2])] = counts.GetValueOrDefault(new Rgb(p[i], p[i + 1], p[i + 2])) + 1;
        var exact = Exact(counts, p.Length / 3);
        List<ColourBox> boxes = Cut([.. counts.Where(c => !exact.ContainsKey(c.Key)).Select(c => (c.Key, c.Value)).OrderBy(c => Key(c.Key))], Most - exact.Count);

        var places = new Dictionary<Rgb, byte>(exact);
        var colours = exact.OrderBy(e => e.Value).Select(e => e.Key).ToList();
        foreach (ColourBox box in boxes)
        {
            foreach ((Rgb colour, _) in box.Colours)
                places[colour] = (byte)colours.Count;
            colours.Add(box.Mean);
        }
        byte[] indices = new byte[p.Length / 3];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = places[new Rgb(p[3 * i], p[3 * i + 1], p[3 * i + 2])];
        return new ColourTable([.. colours], indices);
    }

    /// <summary>All colours when they are few enough, else those that cover more than one pixel in a thousand.</summary>
    private static Dictionary<Rgb, byte> Exact(Dictionary<Rgb, int> counts, int pixels)
    {
        IEnumerable<Rgb> kept = counts.Count <= Most
            ? counts.Keys.OrderBy(Key)
            : counts.Where(c => c.Value > pixels / 1000).OrderByDescending(c => c.Value).ThenBy(c => Key(c.Key)).Take(MostExact).Select(c => c.Key);
        return kept.Select((colour, i) => (colour, i)).ToDictionary(c => c.colour, c => (byte)c.i);
    }

    private static List<ColourBox> Cut((Rgb Colour, int Count)[] colours, int most)
    {
        if (colours.Length == 0)
            return [];
        List<ColourBox> boxes = [new(colours)];
        while (boxes.Count < most && boxes.MaxBy(b => b.Weight) is { Weight: > 0 } largest)
        {
            boxes.Remove(largest);
            (ColourBox low, ColourBox high) = largest.Split();
            boxes.Add(low);
            boxes.Add(high);
        }
        return boxes;
    }

    private static int Key(Rgb colour) => colour.R << 16 | colour.G << 8 | colour.B;
}
