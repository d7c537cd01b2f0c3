namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>
/// What all layers of a laid-out garment share: for every canvas pixel of its silhouette the place on the garment, and the
/// shading of its folds. Folds are wide, so they are kept at half the resolution.
/// </summary>
internal sealed class Surface
{
    private readonly Point[] places;
    private readonly float[,] shade;
    private readonly Mask area;
    private readonly int width;

    internal Surface(Mask area, Pose pose, Folds folds, uint seed, Light light, int size)
    {
        this.area = area;
        width = area.Right - area.Left;
        int height = area.Bottom - area.Top;
        places = new Point[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> cover = area.Row(area.Top + y);
            for (int x = 0; x < width; x++)
            {
                if (cover[x] > 0)
                    places[(y * width) + x] = pose.ToGarment(new Point((area.Left + x + 0.5) / size, (area.Top + y + 0.5) / size));
            }
        }
        shade = Relief.Shade(
            (width / 2) + 1,
            (height / 2) + 1,
            (x, y) => Relief.Height(pose.ToGarment(new Point((area.Left + (2.0 * x) + 1) / size, (area.Top + (2.0 * y) + 1) / size)), folds, seed),
            size * pose.Scale / 2,
            light);
    }

    /// <summary>Where the pixel lies on the garment, in garment units; the pixel must be inside the silhouette.</summary>
    internal Point Place(int x, int y) => places[((y - area.Top) * width) + x - area.Left];

    internal double Fold(int x, int y) => shade[(y - area.Top) / 2, (x - area.Left) / 2];
}
