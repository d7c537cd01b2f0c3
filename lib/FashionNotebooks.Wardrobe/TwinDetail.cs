using FashionNotebooks.Wardrobe.Garments;

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
