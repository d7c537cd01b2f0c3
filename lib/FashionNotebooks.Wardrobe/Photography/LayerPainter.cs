namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>
/// What all layers of a laid-out garment share: for every canvas pixel of its silhouette the place on the garment, and the shading of its
/// folds. Folds are wide, so they are kept at half the resolution.
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
            (x, y) => Relief.Height(pose.ToGarment(new Point((area.Left + (2.0 * x) + 1) / size, (area.Top + (2.0 * y) + 1) / size)),
                folds, seed),
            size * pose.Scale / 2,
            light);
    }

    /// <summary>Where the pixel lies on the garment, in garment units; the pixel must be inside the silhouette.</summary>
    internal Point Place(int x, int y) => places[((y - area.Top) * width) + x - area.Left];

    internal double Fold(int x, int y) => shade[(y - area.Top) / 2, (x - area.Left) / 2];
}

/// <summary>Paints one layer of a garment on the canvas.</summary>
internal sealed class LayerPainter(Canvas canvas, Light light, double scale, Surface surface)
{
    /// <summary>Width of the layer's rounded edge in canvas pixels.</summary>
    internal static int Radius(Part part, double scale, int size) => Math.Clamp((int)(part.Round * scale * size), 1, size / 12);

    internal void Paint(Part part, Mask mask)
    {
        int size = canvas.Size;
        int radius = part.Lift > 0 ? Radius(part, scale, size) : 0;
        Mask soft = radius > 0 ? mask.Blurred(radius) : mask;
        if (part.Lift > 0)
            Occlude(soft, part.Lift);
        double cosine = Elementary.Cos(-part.Grain), sine = Elementary.Sin(-part.Grain);
        for (int y = mask.Top; y < mask.Bottom; y++)
        {
            ReadOnlySpan<float> row = mask.Row(y);
            for (int x = mask.Left; x < mask.Right; x++)
            {
                double cover = row[x - mask.Left] * part.Opacity;
                if (cover <= 0)
                    continue;
                Point p = surface.Place(x, y) - part.Origin;
                Rgb cloth = part.Fabric.At((p.X * cosine) - (p.Y * sine), (p.X * sine) + (p.Y * cosine));
                double slope = Slope(part, soft, x, y, radius);
                double brightness = light.At(new Point((x + 0.5) / size, (y + 0.5) / size)) * part.Tone * (1 + slope)
                    * (0.72 + (0.28 * soft.At(x, y)));
                double shine = Math.Max(0, slope - 0.04);
                float gloss = (float)(part.Fabric.Gloss * Math.Min(0.5, shine * shine * 9));
                canvas[x, y] = Rgb.Mix(canvas[x, y], (cloth * brightness) + new Rgb(gloss, gloss, gloss), cover);
            }
        }
    }

    /// <summary>The light that a pixel gains from its folds and from the rounding of the layer's edge.</summary>
    private double Slope(Part part, Mask soft, int x, int y, int radius)
    {
        double fold = part.Folds > 0 ? part.Folds * surface.Fold(x, y) : 0;
        if (radius == 0)
            return fold;
        double dx = soft.At(x + 1, y) - soft.At(x - 1, y), dy = soft.At(x, y + 1) - soft.At(x, y - 1);
        double edge = -((dx * light.Toward.X) + (dy * light.Toward.Y)) * light.Contrast * radius * 0.8 * Math.Sqrt(part.Lift);
        return fold + (edge / (1 + Math.Abs(edge)));
    }

    /// <summary>Darkens what lies under the layer, close to its edge and away from the light.</summary>
    private void Occlude(Mask soft, double lift)
    {
        int shift = Math.Max(1, (int)(canvas.Size * 0.006 * Math.Sqrt(lift)));
        soft.Cast(canvas, light.Toward * shift, Math.Min(0.55, light.ShadowDepth * 0.7 * Math.Sqrt(lift)));
    }
}
