using FashionNotebooks.Data.Wardrobe.Drawing;
using FashionNotebooks.Data.Wardrobe.Garments;

namespace FashionNotebooks.Data.Wardrobe.Photography;

/// <summary>Paints a scene: the floor, its shadows, then the garment layer by layer, each with rounded, lit edges and folds.</summary>
internal sealed class Painter(Scene scene, int size)
{
    private readonly Canvas canvas = new(size);

    internal Canvas Paint()
    {
        PaintFloor();
        foreach (Part part in scene.Clutter)
            PaintLayers([part], Pose.Frame);
        PaintLayers(scene.Garment.Parts, scene.Pose);
        return canvas;
    }

    private Point ToFrame(int x, int y) => new((x + 0.5) / size, (y + 0.5) / size);

    private void PaintFloor()
    {
        Floor floor = scene.Floor;
        float[,]? creases = floor.IsCreased
            ? Relief.Shade(new Mask(0, 0, size, size), (x, y) => floor.HeightAt(scene.Ground.ToGarment(ToFrame(x, y))), size * scene.Ground.Scale, scene.Light)
            : null;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                Point frame = ToFrame(x, y);
                double light = scene.Light.At(frame) * (1 + (creases?[y, x] ?? 0));
                canvas[x, y] = floor.At(scene.Ground.ToGarment(frame)) * light;
            }
        }
    }

    private void PaintLayers(IReadOnlyList<Part> parts, Pose pose)
    {
        int reach = (int)(size * 0.06) + 2;
        var layers = new (Part Part, Mask Mask)[parts.Count];
        for (int i = 0; i < parts.Count; i++)
        {
            int margin = parts[i].Lift > 0 ? reach : 1;
            layers[i] = (parts[i], Rasterizer.Fill([.. parts[i].Contours.Select(contour => Project(contour, pose))], size, margin));
        }
        Mask whole = Union(layers.Where(layer => layer.Part.Opacity > 0.8));
        Cast(whole.Blurred((int)(size * 0.02)), scene.Light.ShadowReach, scene.Light.ShadowDepth);
        Cast(whole.Blurred((int)(size * 0.006) + 1), scene.Light.ShadowReach * 0.25, scene.Light.ShadowDepth * 0.7);
        Folds folds = scene.Garment.Folds;
        uint seed = (uint)scene.Seed;
        float[,] relief = Relief.Shade(whole, (x, y) => Relief.Height(pose.ToGarment(ToFrame(x, y)), folds, seed), size * pose.Scale, scene.Light);
        foreach (var (part, mask) in layers)
            new LayerPainter(canvas, scene.Light, pose, whole, relief).Paint(part, mask);
    }

    /// <summary>Corners in canvas pixels; long sides are divided because the pose bends them.</summary>
    private Point[] Project(Point[] contour, Pose pose)
    {
        var points = new List<Point>(contour.Length * 2);
        Point a = contour[^1];
        foreach (Point b in contour)
        {
            int pieces = Math.Clamp((int)((b - a).Length * pose.Scale * 24), 1, 12);
            for (int i = 1; i <= pieces; i++)
                points.Add(pose.ToFrame(Point.Lerp(a, b, (double)i / pieces)) * size);
            a = b;
        }
        return [.. points];
    }

    private Mask Union(IEnumerable<(Part Part, Mask Mask)> layers)
    {
        Mask[] masks = [.. layers.Select(layer => layer.Mask)];
        int left = masks.Min(mask => mask.Left), top = masks.Min(mask => mask.Top);
        var whole = new Mask(left, top, masks.Max(mask => mask.Right) - left, masks.Max(mask => mask.Bottom) - top);
        foreach (Mask mask in masks)
            whole.Join(mask);
        return whole;
    }

    private void Cast(Mask shadow, double reach, double depth)
    {
        int dx = (int)Math.Floor((scene.Light.Toward.X * reach * size) + 0.5), dy = (int)Math.Floor((scene.Light.Toward.Y * reach * size) + 0.5);
        for (int y = Math.Max(shadow.Top - dy, 0); y < Math.Min(shadow.Bottom - dy, size); y++)
        {
            for (int x = Math.Max(shadow.Left - dx, 0); x < Math.Min(shadow.Right - dx, size); x++)
                canvas[x, y] *= 1 - (depth * shadow.At(x + dx, y + dy));
        }
    }
}
