using FashionNotebooks.Data.Wardrobe.Drawing;
using FashionNotebooks.Data.Wardrobe.Garments;

namespace FashionNotebooks.Data.Wardrobe.Photography;

/// <summary>Paints one layer of a garment on the canvas.</summary>
/// <param name="canvas">What has been painted so far.</param>
/// <param name="light">The light of the room.</param>
/// <param name="pose">Where the garment lies.</param>
/// <param name="area">The garment's silhouette; <paramref name="relief"/> covers its rectangle.</param>
/// <param name="relief">Shading of the folds.</param>
internal sealed class LayerPainter(Canvas canvas, Light light, Pose pose, Mask area, float[,] relief)
{
    internal void Paint(Part part, Mask mask)
    {
        int size = canvas.Size;
        int radius = part.Lift > 0 ? Math.Clamp((int)(part.Round * pose.Scale * size), 1, size / 12) : 0;
        Mask soft = radius > 0 ? mask.Blurred(radius) : mask;
        if (part.Lift > 0)
            Occlude(soft, part.Lift);
        double cosine = Elementary.Cos(-part.Grain), sine = Elementary.Sin(-part.Grain);
        for (int y = Math.Max(mask.Top, 0); y < Math.Min(mask.Bottom, size); y++)
        {
            for (int x = Math.Max(mask.Left, 0); x < Math.Min(mask.Right, size); x++)
            {
                double cover = mask.At(x, y) * part.Opacity;
                if (cover <= 0)
                    continue;
                Point frame = new((x + 0.5) / size, (y + 0.5) / size);
                Point p = pose.ToGarment(frame) - part.Origin;
                Rgb cloth = part.Fabric.At((p.X * cosine) - (p.Y * sine), (p.X * sine) + (p.Y * cosine));
                double slope = Slope(part, soft, x, y, radius);
                double brightness = light.At(frame) * part.Tone * (1 + slope) * (0.72 + (0.28 * soft.At(x, y)));
                double shine = Math.Max(0, slope - 0.04);
                double gloss = part.Fabric.Gloss * Math.Min(0.5, shine * shine * 9);
                canvas[x, y] = Rgb.Mix(canvas[x, y], (cloth * brightness) + new Rgb((float)gloss, (float)gloss, (float)gloss), cover);
            }
        }
    }

    /// <summary>The light that a pixel gains from its folds and from the rounding of the layer's edge.</summary>
    private double Slope(Part part, Mask soft, int x, int y, int radius)
    {
        double fold = 0;
        if (part.Folds > 0 && x >= area.Left && x < area.Right && y >= area.Top && y < area.Bottom)
            fold = part.Folds * relief[y - area.Top, x - area.Left];
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
        int dx = (int)Math.Floor((light.Toward.X * shift) + 0.5), dy = (int)Math.Floor((light.Toward.Y * shift) + 0.5);
        double depth = Math.Min(0.55, light.ShadowDepth * 0.7 * Math.Sqrt(lift));
        for (int y = Math.Max(soft.Top - dy, 0); y < Math.Min(soft.Bottom - dy, canvas.Size); y++)
        {
            for (int x = Math.Max(soft.Left - dx, 0); x < Math.Min(soft.Right - dx, canvas.Size); x++)
                canvas[x, y] *= 1 - (depth * soft.At(x + dx, y + dy));
        }
    }
}
