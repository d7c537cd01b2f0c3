using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Inference;

/// <summary>From a sent picture to what a model says about it: decoded beside others, read together with others.</summary>
internal sealed class PhotoReader(UploadDecoder decoder, BatchingLoop loop)
{
    /// <summary>Reads a picture.</summary>
    /// <exception cref="RequestException">The picture cannot be used, or the server is busy.</exception>
    public async Task<PhotoReading> Read(ServedModel model, Upload upload, PhotoWish wish, CancellationToken cancellation)
    {
        loop.Announce();
        byte[] planes;
        try
        {
            planes = await decoder.Decode(upload, model.Preprocessing, cancellation);
        }
        catch
        {
            loop.Withdraw();
            throw;
        }
        return await loop.Read(new PhotoJob(model, planes, wish, cancellation));
    }
}
