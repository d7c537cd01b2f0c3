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
        int MarginOf(Part part) => part.Lift > 0 ? (2 * LayerPainter.Radius(part, pose.Scale, size)) + 2 : 1;
        Mask[] masks = [.. parts.Select(part =>
            Mask.Fill([.. part.Contours.Select(contour => Project(contour, pose))], size, MarginOf(part)))];
        Mask whole = Union(masks);
        Light light = scene.Light;
        Point reach = light.Toward * light.ShadowReach;
        whole.Blurred((int)(size * 0.02)).Cast(canvas, reach * size, light.ShadowDepth);
        whole.Blurred((int)(size * 0.006) + 1).Cast(canvas, reach * 0.25 * size, light.ShadowDepth * 0.7);
        var surface = new Surface(whole, pose, scene.Garment.Folds, (uint)scene.Seed, light, size);
        var painter = new LayerPainter(canvas, light, pose.Scale, surface);
        foreach (var (part, mask) in parts.Zip(masks))
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

    private Mask Union(Mask[] masks)
    {
        int margin = (int)(size * 0.04) + 2;
        int left = Math.Max(masks.Min(mask => mask.Left) - margin, 0), top = Math.Max(masks.Min(mask => mask.Top) - margin, 0);
        int right = Math.Min(masks.Max(mask => mask.Right) + margin, size),
            bottom = Math.Min(masks.Max(mask => mask.Bottom) + margin, size);
        var whole = new Mask(left, top, right - left, bottom - top);
        foreach (Mask mask in masks)
            whole.Join(mask);
        return whole;
    }
}
