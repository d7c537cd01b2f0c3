using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Visuals;

/// <summary>Two pictures and, laid over each, what the other has no counterpart for.</summary>
public static class ComparisonPicture
{
    private const int Side = 220, Decoded = 440;
    private const float SmallestRange = 0.05f; // else the noise of two equal pictures would shine as brightly as a real difference

    /// <summary>Reads the pictures and draws.</summary>
    /// <param name="a">File of the first.</param>
    /// <param name="b">File of the second.</param>
    /// <param name="comparison">What the model said about them.</param>
    /// <exception cref="InputException">A file is no picture.</exception>
    public static Photo Draw(string a, string b, PictureComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        float high = comparison.DifferenceA.Values.Concat(comparison.DifferenceB.Values).Append(SmallestRange).Max();
        Photo first = Read(a), second = Read(b);
        Tile[] tiles =
        [
            new(first, "A", Path.GetFileName(a)),
            new(HeatOverlay.Draw(first, comparison.DifferenceA, 0, high), "what B has not", Largest(comparison.DifferenceA)),
            new(second, "B", Path.GetFileName(b)),
            new(HeatOverlay.Draw(second, comparison.DifferenceB, 0, high), "what A has not", Largest(comparison.DifferenceB)),
        ];
        return ContactSheet.Draw(tiles, tiles.Length, Side, Title(comparison));
    }

    private static string Title(PictureComparison comparison)
    {
        string verdict = comparison.Same switch { true => "the same item", false => "not the same item", null => "no verdict" };
        string probability = comparison.Probability is { } p ? string.Create(CultureInfo.InvariantCulture, $", probability {p:0.00}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{verdict}: score {comparison.Similarity:0.000}{probability}");
    }

    // As the model saw it: the whole picture in a square.
    private static Photo Read(string path) => Photo.Read(path, Decoded).Resize(Side, Side);

    private static string Largest(PlaceMap map) => string.Create(CultureInfo.InvariantCulture, $"at most {map.Values.Max():0.00}");
}
