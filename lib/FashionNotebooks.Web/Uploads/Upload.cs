using System.Buffers;

namespace FashionNotebooks.Web.Uploads;

/// <summary>The bytes of a photo that a client sends, in borrowed memory.</summary>
internal sealed class Upload(UploadBudget budget, long limit) : IDisposable
{
    private byte[] buffer = [];
    private int length;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Reads to the end; memory grows with what arrives, not with what was announced.</summary>
    /// <exception cref="RequestException">More bytes than allowed, or no memory for them.</exception>
    public async Task Fill(Stream body, CancellationToken cancellation)
    {
        while (true)
        {
            if (length == buffer.Length)
                Grow();
            int read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                return;
            length += read;
            if (length > limit)
                throw UploadReader.TooLarge(limit);
        }
    }

    public void Dispose() => Return(Interlocked.Exchange(ref buffer, []));

    private void Grow()
    {
        int wanted = Math.Max(1 << 16, 2 * buffer.Length);
        budget.Take(wanted);
        byte[] larger = ArrayPool<byte>.Shared.Rent(wanted); // a power of two: exactly as long
        buffer.CopyTo(larger, 0);
        Return(buffer);
        buffer = larger;
    }

    private void Return(byte[] old)
    {
        if (old.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(old);
        budget.Give(old.Length);
    }
}

/// <summary>Memory that all uploads in progress share, so that many large bodies cannot take all of the machine's.</summary>
internal sealed class UploadBudget(long bytes)
{
    private long left = bytes;

    /// <exception cref="RequestException">The others hold it all.</exception>
    public void Take(long wanted)
    {
        if (Interlocked.Add(ref left, -wanted) >= 0)
            return;
        Give(wanted);
        throw RequestException.Busy();
    }

    public void Give(long taken) => Interlocked.Add(ref left, taken);
}
