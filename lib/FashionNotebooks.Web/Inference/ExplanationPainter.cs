using FashionNotebooks.Evaluation;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Web.Inference;

/// <summary>Lays what speaks for a class over the photo that was sent.</summary>
internal sealed class ExplanationPainter(UploadDecoder decoder, ServerLimits limits)
{
    private const int LongerSide = 480;

    /// <summary>A PNG of the part of the photo that the model has seen.</summary>
    /// <param name="upload">The photo; it has been decoded once before, so it is one.</param>
    /// <param name="why">How much each place speaks for the class, from 0.</param>
    /// <exception cref="RequestException">Too many wait (503).</exception>
    public Task<byte[]> Paint(Upload upload, Preprocessing preprocessing, PlaceMap why, CancellationToken cancellation) => decoder.Run(() =>
    {
        Photo photo = Photo.DecodeWithin(upload.Bytes, LongerSide, limits.Photo);
        if (preprocessing.Crop)
            photo = Centre(photo);
        float most = why.Values.Max();
        return HeatMap.Over(photo, why, low: 0, high: most > 0 ? most : 1).EncodePng();
    }, cancellation);

    private static Photo Centre(Photo photo)
    {
        int side = Math.Min(photo.Width, photo.Height), left = (photo.Width - side) / 2, top = (photo.Height - side) / 2;
        var result = new Photo(side, side);
        for (int y = 0; y < side; y++)
            photo.Pixels.AsSpan((((top + y) * photo.Width) + left) * 3, side * 3).CopyTo(result.Pixels.AsSpan(y * side * 3));
        return result;
    }
}
