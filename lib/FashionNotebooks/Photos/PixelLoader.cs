using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Photos;

/// <summary>Decodes a list of pictures into one block of memory, on several threads.</summary>
internal sealed unsafe class PixelLoader
{
    private readonly IReadOnlyList<PhotoFile> items;
    private readonly Preprocessing preprocessing;
    private readonly PhotoLimits limits;

    internal PixelLoader(IReadOnlyList<PhotoFile> items, Preprocessing preprocessing, PhotoLimits limits) =>
        (this.items, this.preprocessing, this.limits) = (items, preprocessing, limits);

    private int PictureBytes => 3 * preprocessing.Size * preprocessing.Size;

    /// <summary>
    /// Fills <paramref name="pixels"/>, <c>[items, 3, S, S]</c>. Pictures that cannot be read are returned, and those
    /// behind them move up, so that the first (items - failures) pictures are the good ones in order.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal PixelCache.Failure[] Load(nint pixels, int threads, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        string?[] reasons = new string?[items.Count];
        int done = 0, step = Math.Max(1, items.Count / 100);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellation };
        Parallel.For(0, items.Count, options, () => new PictureFile(), (i, _, file) =>
        {
            reasons[i] = Decode(file, items[i].Path, (byte*)pixels + (long)i * PictureBytes);
            int now = Interlocked.Increment(ref done);
            if (now % step == 0 || now == items.Count)
                progress?.Report(new(now, items.Count));
            return file;
        }, _ => { });
        return Compact((byte*)pixels, reasons);
    }

    private string? Decode(PictureFile file, string path, byte* target)
    {
        try
        {
            preprocessing.Decode(file.Read(path, limits), new Span<byte>(target, PictureBytes), limits);
            return null;
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private PixelCache.Failure[] Compact(byte* pixels, string?[] reasons)
    {
        var failures = new List<PixelCache.Failure>();
        for (int i = 0; i < reasons.Length; i++)
        {
            if (reasons[i] is string reason)
                failures.Add(new(i, reason));
            else if (failures.Count > 0)
                Buffer.MemoryCopy(pixels + (long)i * PictureBytes, pixels + (long)(i - failures.Count) * PictureBytes, PictureBytes, PictureBytes);
        }
        return [.. failures];
    }

    /// <summary>The bytes of one file after the other in the same buffer.</summary>
    private sealed class PictureFile
    {
        private byte[] buffer = new byte[1 << 17];

        internal ReadOnlySpan<byte> Read(string path, PhotoLimits limits)
        {
            using var handle = File.OpenHandle(path);
            long length = RandomAccess.GetLength(handle);
            limits.CheckBytes(length);
            if (length > buffer.Length)
                buffer = new byte[length * 5 / 4];
            int read = 0;
            while (read < length && RandomAccess.Read(handle, buffer.AsSpan(read, (int)length - read), read) is > 0 and int n)
                read += n;
            return buffer.AsSpan(0, read);
        }
    }
}
