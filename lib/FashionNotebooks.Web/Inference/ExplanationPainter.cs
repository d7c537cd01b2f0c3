using FashionNotebooks.Evaluation;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Visuals;
using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Inference;

/// <summary>Lays what speaks for a class over the picture that was sent.</summary>
internal sealed class ExplanationPainter(UploadDecoder decoder, ServerLimits limits)
{
    private const int LongerSide = 480;

    /// <summary>A PNG of the part of the picture that the model has seen.</summary>
    /// <param name="upload">The picture; it has been decoded once before, so it is one.</param>
    /// <param name="preprocessing">What the model saw of it.</param>
    /// <param name="why">How much each place speaks for the class, from 0.</param>
    /// <exception cref="RequestException">Too many wait (503).</exception>
    public Task<byte[]> Paint(Upload upload, Preprocessing preprocessing, PlaceMap why, CancellationToken cancellation) => decoder.Run(() =>
    {
        Photo picture = Photo.DecodeWithin(upload.Bytes, LongerSide, limits.Photo);
        if (preprocessing.Crop)
            picture = Centre(picture);
        float most = why.Values.Max();
        return HeatMap.Over(picture, why, low: 0, high: most > 0 ? most : 1).EncodePng();
    }, cancellation);

    private static Photo Centre(Photo picture)
    {
        int side = Math.Min(picture.Width, picture.Height), left = (picture.Width - side) / 2, top = (picture.Height - side) / 2;
        var result = new Photo(side, side);
        for (int y = 0; y < side; y++)
            picture.Pixels.AsSpan((((top + y) * picture.Width) + left) * 3, side * 3).CopyTo(result.Pixels.AsSpan(y * side * 3));
        return result;
    }
}
