using SkiaSharp;

namespace FashionNotebooks.Visuals;

/// <content>Photos at places of a plane.</content>
public static partial class PhotoGrid
{
    private const int MapSide = 440, MapHead = 46, MapPhoto = 26;

    /// <summary>Photos where a map of their embeddings puts them, each in a frame of the colour of its class.</summary>
    /// <param name="photos">The set.</param>
    /// <param name="positions">Which photos of the set.</param>
    /// <param name="places">Two coordinates of each of them.</param>
    /// <param name="title">The line above.</param>
    /// <param name="reach">The largest coordinate that is shown, so that several maps have one scale; null takes the largest there
    /// is.</param>
    /// <exception cref="ArgumentException">Places and positions differ in number, or a place is no pair of coordinates.</exception>
    public static PhotoSheet Map(
        PhotoSet photos, IReadOnlyList<int> positions, double[,] places, string title, double? reach = null)
    {
        CheckPositions(photos, positions);
        CheckCount(places.GetLength(0), "places", positions.Count);
        CheckCount(places.GetLength(1), "coordinates", 2);
        double far = reach ?? Math.Max(1e-9, places.Cast<double>().Max(Math.Abs));
        using var bitmap = new SKBitmap(MapSide, MapHead + MapSide, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        StrokeFont.Draw(canvas, title, 6, 4, 13, SKColor.Parse(Palette.Ink), bold: true);
        float at = 6;
        foreach ((int c, string name) in photos.Classes.Index())
        {
            StrokeFont.Draw(canvas, name, at, 26, 10, SKColor.Parse(Palette.Of(c)), bold: true);
            at += StrokeFont.Measure(name, 10) + 12;
        }
        foreach ((int i, int position) in positions.Index())
        {
            int label = photos.Items[position].Label;
            float x = Along(places[i, 0]), y = MapHead + MapSide - Along(places[i, 1]); // up is more
            using SKBitmap small = SKBitmap.Decode(photos.Photo(position).Resize(MapPhoto, MapPhoto).EncodePng());
            using var frame = new SKPaint { Color = SKColor.Parse(Palette.Of(label)) };
            canvas.DrawRect(x - (MapPhoto / 2f) - 2, y - (MapPhoto / 2f) - 2, MapPhoto + 4, MapPhoto + 4, frame);
            canvas.DrawBitmap(small, x - (MapPhoto / 2f), y - (MapPhoto / 2f));
        }
        canvas.Flush();
        return new PhotoSheet(TileGrid.Pixels(bitmap), AltText(title, $"{positions.Count} photos at the places of their embeddings"));

        float Along(double value) => (float)((MapSide / 2.0) + (Math.Clamp(value / far, -1, 1) * ((MapSide / 2.0) - MapPhoto)));
    }
}
