namespace FashionNotebooks.Web.Uploads;

/// <summary>Decodes as many photos at once as there are cores; others wait, too many are turned away.</summary>
internal sealed class UploadDecoder(ServerLimits limits) : IDisposable
{
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);
    private int inside;

    /// <summary>Photos that wait or are being decoded.</summary>
    public int Inside => Volatile.Read(ref inside);

    /// <summary>A sent photo, prepared for a model: planes <c>[3, S, S]</c>.</summary>
    /// <exception cref="RequestException">Too many wait (503), or it is no photo (415), too large (413) or damaged (422).</exception>
    public Task<byte[]> Decode(Upload upload, Preprocessing preprocessing, CancellationToken cancellation) => Run(() =>
    {
        try
        {
            byte[] planes = new byte[3 * preprocessing.Size * preprocessing.Size];
            preprocessing.Decode(upload.Bytes, planes, limits.Photo);
            return planes;
        }
        catch (PhotoException e)
        {
            throw new RequestException(e.Fault switch { PhotoFault.Format => 415, PhotoFault.TooLarge => 413, _ => 422 }, e.Message, e);
        }
    }, cancellation);

    /// <summary>Runs work on a photo when a core is free.</summary>
    /// <exception cref="RequestException">Too many wait (503).</exception>
    public async Task<T> Run<T>(Func<T> work, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref inside) > limits.Waiting)
                throw RequestException.Busy();
            await cores.WaitAsync(cancellation);
            try
            {
                return work();
            }
            finally
            {
                cores.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    public void Dispose() => cores.Dispose();
}
