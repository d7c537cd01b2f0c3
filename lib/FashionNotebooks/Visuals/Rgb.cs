using System.Globalization;

namespace FashionNotebooks.Visuals;

/// <summary>A colour of 8 bits per channel.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>White.</summary>
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>Reads <c>#RRGGBB</c>, the form of <see cref="Charts.Palette"/>.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Rgb Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        if (hex.Length != 7 || hex[0] != '#')
            throw new FormatException($"'{hex}' is no colour of the form #RRGGBB");
        uint value = uint.Parse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}
