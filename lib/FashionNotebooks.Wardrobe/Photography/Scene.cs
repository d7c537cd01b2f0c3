namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>All that one photo shows, and the camera that takes it.</summary>
internal sealed record Scene(Garment Garment, Pose Pose, Floor Floor, Light Light, Camera Camera, ulong Seed)
{
    internal required Pose Ground { get; init; } // where the floor's plane lies in the frame
    internal IReadOnlyList<Part> Clutter { get; init; } = []; // other things at the edge of the frame, in frame units

    /// <summary>The photo as interleaved RGB bytes, <c>[size, size, 3]</c>.</summary>
    internal byte[] Photograph(int size) => Camera.Expose(new Painter(this, size * 2).Paint(), SplitMix.For(Seed, 99));
}

/// <summary>The main light of a room.</summary>
/// <param name="Toward">Unit vector in the photo toward the light.</param>
/// <param name="Contrast">How strongly slopes brighten and darken.</param>
/// <param name="ShadowReach">Length of the shadow of a cloth, in frame units.</param>
/// <param name="ShadowDepth">0 = no shadow, 1 = black.</param>
/// <param name="Falloff">Brightness lost over one frame away from the light.</param>
internal sealed record Light(Point Toward, double Contrast, double ShadowReach, double ShadowDepth, double Falloff)
{
    /// <summary>Brightness at a point of the frame.</summary>
    internal double At(Point frame)
    {
        Point p = frame - new Point(0.5, 0.5);
        return Math.Max(0.25, 1 + (Falloff * ((p.X * Toward.X) + (p.Y * Toward.Y))));
    }
}
