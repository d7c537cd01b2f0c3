namespace FashionNotebooks.Wardrobe;

/// <summary>The one thing in which a garment differs from its near-twin.</summary>
public enum TwinDetail
{
    /// <summary>How often the cloth's pattern repeats.</summary>
    Pattern,

    /// <summary>The print or logo.</summary>
    Print,

    /// <summary>The row of buttons, or what stands for it, as the stripes of a sneaker.</summary>
    Buttons,

    /// <summary>A length: hem, shaft, brim or strap.</summary>
    Hem,
}

/// <summary>One garment with its fixed cut, cloth and details, of which there are several photos.</summary>
public sealed record WardrobeGarment
{
    internal WardrobeGarment(int id, string garmentClass, string split, Design design, ulong key) =>
        (Id, Class, Split, Design, Key) = (id, garmentClass, split, design, key);

    /// <summary>Number in the wardrobe, from 1.</summary>
    public int Id { get; }

    /// <summary>What it is; a planted wrong label does not change this.</summary>
    public string Class { get; }

    /// <summary>train, validation or test: all its photos are there.</summary>
    public string Split { get; }

    /// <summary>Who owns and photographs it. Contributors of the test split appear in no other.</summary>
    public required int Contributor { get; init; }

    /// <summary>When it was first photographed; the style follows the years.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The garment it nearly equals (same cut and colours, one detail differs), or null.</summary>
    public int? TwinOf { get; init; }

    /// <summary>In what it differs from that garment; null for a garment that is nobody's twin.</summary>
    public TwinDetail? Detail { get; init; }

    internal Design Design { get; }

    internal ulong Key { get; }
}
