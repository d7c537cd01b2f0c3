namespace FashionNotebooks.Wardrobe.Photography;

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

    /// <summary>The floor at half the canvas's resolution: it is out of focus beside the garment, and costs a quarter.</summary>
    private void PaintFloor()
    {
        Floor floor = scene.Floor;
        int half = size / 2;
        Point Frame(int x, int y) => new((x + 0.5) / half, (y + 0.5) / half);
        float[,]? creases = floor.IsCreased
            ? Relief.Shade(half, half, (x, y) => floor.HeightAt(scene.Ground.ToGarment(Frame(x, y))), half * scene.Ground.Scale,
                scene.Light)
            : null;
        for (int y = 0; y < half; y++)
        {
            for (int x = 0; x < half; x++)
            {
                Point frame = Frame(x, y);
                Rgb colour = floor.At(scene.Ground.ToGarment(frame)) * (scene.Light.At(frame) * (1 + (creases?[y, x] ?? 0)));
                canvas[2 * x, 2 * y] = canvas[(2 * x) + 1, 2 * y] = canvas[2 * x, (2 * y) + 1] = canvas[(2 * x) + 1, (2 * y) + 1] = colour;
            }
        }
    }

    private void PaintLayers(IReadOnlyList<Part> parts, Pose pose)
    {
        var layers = new (Part Part, Mask Mask)[parts.Count];
        for (int i = 0; i < parts.Count; i++)
        {
            int margin = parts[i].Lift > 0 ? (2 * LayerPainter.Radius(parts[i], pose.Scale, size)) + 2 : 1;
            layers[i] = (parts[i], Mask.Fill([.. parts[i].Contours.Select(contour => Project(contour, pose))], size, margin));
        }
        Mask whole = Union(layers);
        Cast(whole.Blurred((int)(size * 0.02)), scene.Light.ShadowReach, scene.Light.ShadowDepth);
        Cast(whole.Blurred((int)(size * 0.006) + 1), scene.Light.ShadowReach * 0.25, scene.Light.ShadowDepth * 0.7);
        var surface = new Surface(whole, pose, scene.Garment.Folds, (uint)scene.Seed, scene.Light, size);
        var painter = new LayerPainter(canvas, scene.Light, pose.Scale, surface);
        foreach (var (part, mask) in layers)
            painter.Paint(part, mask);
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
        int margin = (int)(size * 0.04) + 2;
        int left = Math.Max(masks.Min(mask => mask.Left) - margin, 0), top = Math.Max(masks.Min(mask => mask.Top) - margin, 0);
        int right = Math.Min(masks.Max(mask => mask.Right) + margin, size),
            bottom = Math.Min(masks.Max(mask => mask.Bottom) + margin, size);
        var whole = new Mask(left, top, right - left, bottom - top);
        foreach (Mask mask in masks)
            whole.Join(mask);
        return whole;
    }

    private void Cast(Mask shadow, double reach, double depth)
    {
        int dx = (int)Math.Floor((scene.Light.Toward.X * reach * size) + 0.5),
            dy = (int)Math.Floor((scene.Light.Toward.Y * reach * size) + 0.5);
        shadow.Darken(canvas, -dx, -dy, depth);
    }
}
