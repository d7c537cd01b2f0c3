namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>
/// What makes one garment: everything that all its photos share. The cut draws its measures from <see cref="CutSeed"/>;
/// the named properties are those in which two near-twins may differ.
/// </summary>
internal sealed record Design(string Class, double Era, ulong CutSeed, Fabric Main, Fabric Second)
{
    internal Rgb Accent { get; init; } // colour of prints, buttons and trims
    internal bool HasPrint { get; init; } // whether a print or logo is applied, and which
    internal ulong PrintSeed { get; init; }
    internal int Buttons { get; init; } // buttons in the row; 0 for none
    internal double Length { get; init; } = 1; // factor on the length that ends the garment: hem, shaft, brim, strap

    internal SplitMix Cut() => new(CutSeed);
}
