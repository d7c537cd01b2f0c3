using FashionNotebooks.Data;
using FashionNotebooks.Web.Uploads;

namespace FashionNotebooks.Web.Inference;

/// <summary>From a picture's bytes to what a model says about it: decoded beside others, read together with others.</summary>
internal sealed class PictureReader(PictureDecoder decoder, BatchingLoop loop)
{
    /// <summary>Reads a sent picture.</summary>
    /// <exception cref="RequestException">The picture cannot be used, or the server is busy.</exception>
    public Task<PictureReading> Read(PictureModel model, Upload upload, bool embed, CancellationToken cancellation) =>
        Read(model, () => decoder.Decode(upload, model.Preprocessing, cancellation), embed, cancellation);

    /// <summary>Embeds a picture of the catalogue.</summary>
    /// <exception cref="RequestException">The file cannot be read any more, or the server is busy.</exception>
    public Task<PictureReading> Read(PictureModel model, string file, CancellationToken cancellation) => Read(model, async () =>
    {
        try
        {
            return await decoder.Run(() => Photo.ReadPlanes(file, model.Preprocessing), cancellation);
        }
        catch (InputException e)
        {
            throw new RequestException(404, "the file of this picture cannot be read any more; build the index again", e);
        }
    }, embed: true, cancellation);

    private async Task<PictureReading> Read(PictureModel model, Func<Task<byte[]>> decode, bool embed, CancellationToken cancellation)
    {
        loop.Announce();
        byte[] planes;
        try
        {
            planes = await decode();
        }
        catch
        {
            loop.Withdraw();
            throw;
        }
        return await loop.Read(new PictureJob(model, planes, embed, cancellation));
    }
}
