namespace FashionNotebooks.Photos;

/// <summary>How far the decoding of a folder is, in photos.</summary>
public readonly record struct LoadProgress(int Done, int Total);

/// <summary>Decodes a list of photos into one block of memory, on several threads; of what the cache has, nothing.</summary>
internal sealed unsafe class PhotoLoader(IReadOnlyList<PhotoFile> photos, Preprocessing preprocessing, string cacheDirectory)
{
    private readonly int photoBytes = 3 * preprocessing.Size * preprocessing.Size;

    /// <summary>
    /// Fills <paramref name="pixels"/>, <c>[photos, 3, S, S]</c>. Photos that cannot be read are returned, and those
    /// behind them move up, so that the first (photos - failures) are the good ones in order.
    /// </summary>
    internal FileProblem[] Load(nint pixels, int threads, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        using PixelCache? cache = cacheDirectory.Length == 0 ? null : new(cacheDirectory, preprocessing);
        string?[] reasons = new string?[photos.Count], names = new string?[photos.Count]; // names of what was decoded
        int done = 0, step = Math.Max(1, photos.Count / 100);
        bool decoded = false;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellation };
        Parallel.For(0, photos.Count, options, () => new byte[1 << 17], (i, _, buffer) =>
        {
            try
            {
                var target = new Span<byte>((byte*)pixels + ((long)i * photoBytes), photoBytes);
                ReadOnlySpan<byte> file = ReadFile(photos[i].Path, ref buffer);
                string? name = cache is null ? null : DataFingerprint.OfBytes(file);
                if (name is null || !cache!.TryRead(name, target))
                {
                    decoded = true;
                    preprocessing.Decode(file, target);
                    names[i] = name;
                }
            }
            catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
            {
                reasons[i] = e.Message.TrimEnd('.');
            }
            if (Interlocked.Increment(ref done) is var now && decoded && (now % step == 0 || now == photos.Count))
                progress?.Report(new(now, photos.Count));
            return buffer;
        }, _ => { });
        cache?.TryAdd(names.Index().Where(entry => entry.Item is not null).DistinctBy(entry => entry.Item)
            .ToDictionary(entry => entry.Item!, entry => pixels + ((nint)entry.Index * photoBytes)));
        return Compact((byte*)pixels, reasons);
    }

    // The bytes of one file after the other in the same buffer.
    private ReadOnlySpan<byte> ReadFile(string path, ref byte[] buffer)
    {
        using var handle = File.OpenHandle(path);
        long length = RandomAccess.GetLength(handle);
        PhotoLimits.Folder.CheckBytes(length);
        if (length > buffer.Length)
            buffer = new byte[length * 5 / 4];
        int read = 0;
        while (read < length && RandomAccess.Read(handle, buffer.AsSpan(read, (int)length - read), read) is > 0 and int n)
            read += n;
        return buffer.AsSpan(0, read);
    }

    private FileProblem[] Compact(byte* pixels, string?[] reasons)
    {
        var failures = new List<FileProblem>();
        for (int i = 0; i < reasons.Length; i++)
        {
            byte* photo = pixels + ((long)i * photoBytes);
            if (reasons[i] is string reason)
                failures.Add(new(photos[i].Path, reason));
            else if (failures.Count > 0)
                Buffer.MemoryCopy(photo, photo - ((long)failures.Count * photoBytes), photoBytes, photoBytes);
        }
        return [.. failures];
    }
}
