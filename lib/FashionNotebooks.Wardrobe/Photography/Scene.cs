using FashionNotebooks.Wardrobe.Drawing;
using FashionNotebooks.Wardrobe.Garments;


namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>All that one photo shows, and the camera that takes it.</summary>
internal sealed record Scene(Garment Garment, Pose Pose, Floor Floor, Light Light, Camera Camera, ulong Seed)
{
    /// <summary>Where the floor's plane lies in the frame.</summary>
    internal required Pose Ground { get; init; }

    /// <summary>Other things at the edge of the frame, in frame units.</summary>
    internal IReadOnlyList<Part> Clutter { get; init; } = [];

    /// <summary>The photo as interleaved RGB bytes, <c>[size, size, 3]</c>.</summary>
    internal byte[] Photograph(int size) => Camera.Expose(new Painter(this, size * 2).Paint(), SplitMix.For(Seed, 99));
}
