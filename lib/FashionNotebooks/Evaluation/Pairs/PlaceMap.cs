namespace FashionNotebooks.Evaluation;

/// <summary>A number for each place of a grid over a picture.</summary>
/// <param name="Values">Row by row, [height × width].</param>
/// <param name="Height">Places down.</param>
/// <param name="Width">Places across.</param>
public sealed record PlaceMap(IReadOnlyList<float> Values, int Height, int Width);
