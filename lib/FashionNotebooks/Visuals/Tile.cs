using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;


namespace FashionNotebooks.Visuals;

/// <summary>A picture with what is written under it.</summary>
/// <param name="Photo">The picture; null shows an empty field.</param>
/// <param name="Caption">The line under it.</param>
/// <param name="Detail">A second, lighter line; may be empty.</param>
/// <param name="Right">True gives a green frame and a tick, false an orange one and a cross, null a plain one.</param>
public sealed record Tile(Photo? Photo, string Caption, string Detail = "", bool? Right = null)
{
    /// <summary>Reads a picture from a file; one that cannot be read becomes an empty field that says so.</summary>
    /// <param name="path">The file.</param>
    /// <param name="caption">The line under it.</param>
    /// <param name="detail">The second line.</param>
    /// <param name="right">Right, wrong or unknown.</param>
    /// <param name="side">Pixels it will be shown at.</param>
    public static Tile Read(string path, string caption, string detail = "", bool? right = null, int side = TileStyle.Side)
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
