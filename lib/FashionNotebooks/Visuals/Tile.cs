namespace FashionNotebooks.Visuals;

/// <summary>A photo with what is written under it.</summary>
/// <param name="Photo">The photo; null shows an empty field.</param>
/// <param name="Caption">The line under it.</param>
/// <param name="Detail">A second, lighter line; may be empty.</param>
/// <param name="Right">True gives a green frame and a tick, false an orange one and a cross, null a plain one.</param>
public sealed record Tile(Photo? Photo, string Caption, string Detail = "", bool? Right = null)
{
    /// <summary>Pixels along a side of a tile's photo, when nothing else is asked for.</summary>
    internal const int UsualSide = 150;

    /// <summary>Bars under the lines, each with a share of 0 to 1.</summary>
    internal IReadOnlyList<(string Name, float Share, string Color, bool Bold)> Bars { get; init; } = [];

    /// <summary>
    /// Reads a photo from a file, at the size it will be shown at; one that cannot be read becomes an empty field that says so.
    /// </summary>
    public static Tile Read(string path, string caption, string detail = "", bool? right = null, int side = UsualSide)
    {
        try
        {
            return new Tile(Photos.Photo.Read(path, side), caption, detail, right);
        }
        catch (InputException)
        {
            return new Tile(null, caption, detail, right);
        }
    }
}
