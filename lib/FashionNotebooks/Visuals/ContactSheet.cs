using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;


namespace FashionNotebooks.Visuals;

/// <summary>Photos in rows and columns with a line under each, as one picture.</summary>
public static class ContactSheet
{
    /// <summary>Draws the sheet.</summary>
    /// <param name="tiles">At least one, in reading order.</param>
    /// <param name="columns">Tiles in a row, at least 1.</param>
    /// <param name="side">Pixels along a side of a tile's photo.</param>
    /// <param name="title">A line above; none when null.</param>
    public static Photo Draw(IReadOnlyList<Tile> tiles, int columns, int side = TileStyle.Side, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 16);
        return (TileGrid.Of(title ?? "", tiles, columns) with { Side = side }).Draw();
    }
}
