namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// What makes one garment: everything that all its photos share. The cut draws its measures from <see cref="CutSeed"/>;
/// the named properties are those in which two near-twins may differ.
/// </summary>
internal sealed record Design(string Class, double Era, ulong CutSeed, Fabric Main, Fabric Second)
{
    /// <summary>Colour of prints, buttons and trims.</summary>
    internal Rgb Accent { get; init; }

    /// <summary>Whether a print or logo is applied, and which.</summary>
    internal bool HasPrint { get; init; }

    internal ulong PrintSeed { get; init; }

    /// <summary>Buttons in the row; 0 for none.</summary>
    internal int Buttons { get; init; }

    /// <summary>Factor on the length that ends the garment: hem, shaft, brim, strap.</summary>
    internal double Length { get; init; } = 1;

    internal SplitMix Cut() => new(CutSeed);
}
