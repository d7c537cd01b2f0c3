using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// Antialiased bilinear resampling as PIL does it: a triangle filter whose support grows with the reduction, 22-bit fixed-point weights,
/// along the rows first, along the columns second, rounded to 8 bits after each.
/// </summary>
internal static unsafe class Resampling
{
    private const int Bits = 22, Half = 1 << (Bits - 1); // 32 minus 8 bits of pixel minus 2 bits of headroom

    /// <summary>Resizes a photo to width x height.</summary>
    internal static Pixels Resize(Pixels source, int width, int height) => Resize(source, width, height, new(0, 0, width, height));

    /// <summary>The square of the preprocessing rule: all of it squashed, or the short side to size and the centre kept.</summary>
    internal static Pixels Square(Pixels source, int size, bool crop)
    {
        int width = size, height = size;
        if (crop && source.Width > source.Height)
            width = (int)((long)size * source.Width / source.Height);
        else if (crop)
            height = (int)((long)size * source.Height / source.Width);
        // Half a pixel is rounded to even, as the centre crop of torchvision does.
        int left = (int)Math.Round((width - size) / 2.0), top = (int)Math.Round((height - size) / 2.0);
        return Resize(source, width, height, new(left, top, size, size));
    }

    private readonly record struct Window(int Left, int Top, int Width, int Height);

    private static Pixels Resize(Pixels source, int width, int height, Window window)
    {
        var across = new Taps(source.Width, width, window.Left, window.Width);
        var down = new Taps(source.Height, height, window.Top, window.Height);
        Vector256<int>[] weights = across.Pairs();
        var result = new Pixels(window.Width, window.Height);
        // Only as many narrowed rows are kept as one row of the result reads.
        using var kept = new Pixels(window.Width, down.Reach);
        using var straight = new Pixels(source.Width, 1);
        byte* KeptRow(int y) => kept.Data + (y % down.Reach * (nint)kept.RowBytes);
        nint[] rows = new nint[down.Reach];
        for (int y = 0, next = down.First[0]; y < window.Height; y++)
        {
            int first = down.First[y];
            for (next = Math.Max(next, first); next < Math.Min(first + down.Reach, source.Height); next++)
                Narrow(source.Row(next, straight), across, weights, KeptRow(next));
            for (int t = 0; t < rows.Length; t++)
                rows[t] = (nint)KeptRow(Math.Min(first + t, source.Height - 1));
            Blend(rows, down.Of(y), result.Data + (y * (nint)result.RowBytes), result.RowBytes);
        }
        return result;
    }

    // One row: each result is a weighted sum of neighbouring pixels, two pixels of four channels at once.
    private static void Narrow(byte* row, Taps taps, ReadOnlySpan<Vector256<int>> weights, byte* target)
    {
        int pairs = weights.Length / taps.First.Length;
        for (int x = 0; x < taps.First.Length; x++, target += Pixels.Channels)
        {
            byte* p = row + (taps.First[x] * (nint)Pixels.Channels);
            Vector256<int> sum = Vector256<int>.Zero;
            foreach (Vector256<int> pair in weights.Slice(x * pairs, pairs))
            {
                sum += Widen(p) * pair;
                p += 2 * Pixels.Channels;
            }
            Vector128<int> both = sum.GetLower() + sum.GetUpper() + Vector128.Create(Half);
            *(uint*)target = (uint)Bytes(both, both);
        }
    }

    // The weighted sum of several rows, eight bytes at once.
    private static void Blend(ReadOnlySpan<nint> rows, ReadOnlySpan<int> weights, byte* target, int bytes)
    {
        for (int i = 0; i < bytes; i += 8)
        {
            Vector256<int> sum = Vector256.Create(Half);
            for (int t = 0; t < weights.Length; t++)
                sum += Widen((byte*)rows[t] + i) * weights[t];
            ulong result = Bytes(sum.GetLower(), sum.GetUpper());
            if (i + 8 <= bytes)
                *(ulong*)(target + i) = result;
            else
                *(uint*)(target + i) = (uint)result;
        }
    }

    internal static Vector256<int> Widen(byte* eight)
    {
        if (Avx2.IsSupported)
            return Avx2.ConvertToVector256Int32(eight);
        Vector128<ushort> wide = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)eight).AsByte());
        return Vector256.Create(Vector128.WidenLower(wide).AsInt32(), Vector128.WidenUpper(wide).AsInt32());
    }

    // No clamping: weights are not negative and add up to 1 but for less than half a level.
    private static ulong Bytes(Vector128<int> low, Vector128<int> high)
    {
        Vector128<ushort> both = Vector128.Narrow(low >> Bits, high >> Bits).AsUInt16();
        return Vector128.Narrow(both, both).AsUInt64().ToScalar();
    }

    /// <summary>The weights of some neighbouring results, from one on, when <c>size</c> samples become <c>result</c>.</summary>
    private sealed class Taps
    {
        private readonly int[] weights; // Reach for each result

        /// <summary>First sample that each result reads; it reads as many as every other.</summary>
        internal readonly int[] First;

        /// <summary>Samples that a result reads, those with weight 0 among them.</summary>
        internal readonly int Reach;

        internal Taps(int size, int result, int from, int length)
        {
            double scale = (double)size / result, support = Math.Max(scale, 1);
            Reach = Math.Min((int)Math.Ceiling(2 * support), size);
            (First, weights) = (new int[length], new int[length * Reach]);
            double[] w = new double[Reach];
            for (int i = 0; i < length; i++)
            {
                double centre = (from + i + 0.5) * scale, total = 0;
                int begin = Math.Max((int)(centre - support + 0.5), 0), count = Math.Min((int)(centre + support + 0.5), size) - begin;
                First[i] = Math.Min(begin, size - Reach);
                for (int t = 0; t < count; t++)
                    total += w[t] = Math.Max(0, 1 - Math.Abs((begin + t - centre + 0.5) / support));
                for (int t = 0; t < count; t++)
                    weights[(i * Reach) + begin - First[i] + t] = (int)(0.5 + (w[t] / total * (1 << Bits)));
            }
        }

        internal ReadOnlySpan<int> Of(int i) => weights.AsSpan(i * Reach, Reach);

        /// <summary>The weights once for each channel, two samples in a vector; where <see cref="Reach"/> is odd, 0 follows.</summary>
        internal Vector256<int>[] Pairs()
        {
            int pairs = (Reach + 1) / 2;
            var result = new Vector256<int>[First.Length * pairs];
            for (int i = 0; i < result.Length; i++)
            {
                ReadOnlySpan<int> two = Of(i / pairs)[(i % pairs * 2)..];
                result[i] = Vector256.Create(Vector128.Create(two[0]), Vector128.Create(two.Length > 1 ? two[1] : 0));
            }
            return result;
        }
    }
}
