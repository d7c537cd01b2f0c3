namespace FashionNotebooks.Photos.Augmenting;

/// <summary>What happens to one photo: drawn by <see cref="Augmentation"/>, done by <see cref="AugmentationKernel"/>.</summary>
internal struct AugmentationDraw
{
    // Source x and y of an output pixel, in pixel indices: A x + B y + C, D x + E y + F.
    internal float A, B, C, D, E, F;
    internal float Brightness, Contrast, Saturation;
    internal float CastRed, CastGreen, CastBlue;
    internal float EraseLeft, EraseTop, EraseRight, EraseBottom;
    internal float FillRed, FillGreen, FillBlue;
}
