namespace FashionNotebooks.Visuals;

/// <summary>Colours that are nearly equal: how many pixels have one of them, and the sums of their channels.</summary>
internal readonly record struct ColourCell(int Key, long Count, long R, long G, long B)
{
    /// <param name="key">The upper bits that the colours share.</param>
    /// <param name="colours">Each as 0xRRGGBB, with its number of pixels.</param>
    internal static ColourCell Of(int key, IEnumerable<KeyValuePair<int, int>> colours)
    {
        var cell = new ColourCell(key, 0, 0, 0, 0);
        foreach ((int colour, int count) in colours)
        {
            long n = count;
            cell = new(key, cell.Count + n, cell.R + n * (colour >> 16), cell.G + n * (colour >> 8 & 255), cell.B + n * (colour & 255));
        }
        return cell;
    }

    /// <summary>The mean of a channel: 0 red, 1 green, 2 blue.</summary>
    internal double Mean(int channel) => (double)(channel switch { 0 => R, 1 => G, _ => B }) / Count;
}
