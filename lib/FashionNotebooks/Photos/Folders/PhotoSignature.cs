namespace FashionNotebooks.Photos.Folders;

/// <summary>
/// What stays of a photo when it is re-encoded, re-exposed or cropped by a few percent: its coarse layout and its fine
/// structure, each with mean 0 and length 1, so that their inner products are correlations.
/// </summary>
internal sealed class PhotoSignature
{
    /// <summary>Side of the photo that a signature is made of.</summary>
    internal const int Side = 48;
    private const float MinCoarse = 0.85f;
    private const int Smooth = 1, Surround = 5, Step = 3;
    private readonly float[] coarse; // 16 x 16
    private readonly float[] fine;   // 48 x 48, what differs from the surroundings

    /// <summary>Makes the signature of planes R, G, B, <c>[3, 48, 48]</c>.</summary>
    internal PhotoSignature(ReadOnlySpan<byte> planes)
    {
        const int n = Side * Side;
        float[] grey = new float[n];
        for (int i = 0; i < n; i++)
            grey[i] = 0.299f * planes[i] + 0.587f * planes[i + n] + 0.114f * planes[i + 2 * n];
        float[] smooth = BoxBlur.Of(grey, Side, Smooth), wide = BoxBlur.Of(smooth, Side, Surround);
        coarse = new float[Side / Step * (Side / Step)];
        for (int i = 0; i < coarse.Length; i++)
            coarse[i] = smooth[(i / (Side / Step) * Step + 1) * Side + i % (Side / Step) * Step + 1];
        fine = [.. smooth.Zip(wide, (s, w) => s - w)];
        Standardise(coarse);
        Standardise(fine);
    }

    /// <summary>Makes the signature of a photo of any size.</summary>
    internal static PhotoSignature Of(Photo photo)
    {
        byte[] pixels = photo.Resize(Side, Side).Pixels;
        return new([.. Enumerable.Range(0, 3).SelectMany(channel =>
            Enumerable.Range(0, Side * Side).Select(i => pixels[(3 * i) + channel]))]);
    }

    /// <summary>
    /// Pairs (i, j), i below j, whose structures correlate by at least <paramref name="threshold"/>: compared only where the layouts
    /// agree.
    /// </summary>
    internal static List<(int First, int Second, double Similarity)> Near(IReadOnlyList<PhotoSignature> photos, double threshold,
        int threads)
    {
        var found = new ConcurrentBag<(int First, int Second, double Similarity)>();
        Parallel.For(0, photos.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            for (int j = i + 1; j < photos.Count; j++)
            {
                if (photos[i].Coarse(photos[j]) >= MinCoarse && photos[i].Fine(photos[j]) is float similarity && similarity >= threshold)
                    found.Add((i, j, similarity));
            }
        });
        return [.. found.OrderBy(p => p.First).ThenBy(p => p.Second)];
    }

    /// <summary>Correlation of the layouts, -1 to 1: cheap, and high for every near-duplicate.</summary>
    internal float Coarse(PhotoSignature other) => Dot(coarse, other.coarse);

    /// <summary>Correlation of the structures, -1 to 1: high for near-duplicates only.</summary>
    internal float Fine(PhotoSignature other) => Dot(fine, other.fine);

    private static void Standardise(float[] values)
    {
        float mean = values.Average();
        for (int i = 0; i < values.Length; i++)
            values[i] -= mean;
        float length = MathF.Sqrt(Dot(values, values));
        for (int i = 0; i < values.Length && length > 1; i++)
            values[i] /= length;
    }

    private static float Dot(float[] a, float[] b)
    {
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(a), y = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> even = default, odd = default;
        for (int i = 0; i + 1 < x.Length; i += 2)
            (even, odd) = (even + x[i] * y[i], odd + x[i + 1] * y[i + 1]);
        return Vector.Sum(even + odd);
    }
}
