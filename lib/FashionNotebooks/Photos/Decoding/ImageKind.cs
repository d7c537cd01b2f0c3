namespace FashionNotebooks.Photos.Decoding;

/// <summary>The picture formats that are read.</summary>
public enum ImageKind
{
    /// <summary>JPEG, also progressive, grey and CMYK.</summary>
    Jpeg,

    /// <summary>PNG of 1 to 16 bits, with or without alpha.</summary>
    Png,

    /// <summary>WebP with one frame.</summary>
    WebP,

    /// <summary>Windows bitmap.</summary>
    Bmp,
}
