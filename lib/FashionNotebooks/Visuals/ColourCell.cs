namespace FashionNotebooks.Visuals;

/// <summary>Colours that are nearly equal: how many pixels have one of them, and the sums of their channels.</summary>
internal readonly record struct ColourCell(int Key, long Count, long R, long G, long B)
{
    /// <summary>With more pixels of a colour.</summary>
    /// <param name="key">The upper bits that the colours share.</param>
    /// <param name="colour">0xRRGGBB.</param>
    /// <param name="pixels">How many.</param>
    internal ColourCell With(int key, int colour, long pixels) =>
        new(key, Count + pixels, R + pixels * (colour >> 16), G + pixels * (colour >> 8 & 255), B + pixels * (colour & 255));

    /// <summary>The mean of a channel: 0 red, 1 green, 2 blue.</summary>
    internal double Mean(int channel) => (double)(channel switch { 0 => R, 1 => G, _ => B }) / Count;
}
