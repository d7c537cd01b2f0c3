using System.Runtime.Intrinsics;

namespace FashionNotebooks.Data;

/// <summary>
/// Antialiased bilinear resampling as PIL does it: a triangle filter whose support grows with the reduction, 22-bit fixed-point
/// weights, along the rows first, along the columns second, rounded to 8 bits after each.
/// </summary>
internal static unsafe class Resampling
{
    private const int Bits = 22, Half = 1 << (Bits - 1); // 32 minus 8 bits of pixel minus 2 bits of headroom

    /// <summary>Resizes a picture to width x height.</summary>
    internal static PixelBuffer Resize(PixelView source, int width, int height) => Resize(source, width, height, new(0, 0, width, height));

    /// <summary>The square of the preprocessing rule: all of it squashed, or the short side to size and the centre kept.</summary>
    internal static PixelBuffer Square(PixelView source, int size, bool crop)
    {
        int width = size, height = size;
        if (crop && source.Width > source.Height)
            width = (int)((long)size * source.Width / source.Height);
        else if (crop)
            height = (int)((long)size * source.Height / source.Width);
        // Half a pixel is rounded to even, as the centre crop of torchvision does.
        return Resize(source, width, height, new((int)Math.Round((width - size) / 2.0), (int)Math.Round((height - size) / 2.0), size, size));
    }

    private readonly record struct Window(int Left, int Top, int Width, int Height);

    private static PixelBuffer Resize(PixelView source, int width, int height, Window window)
    {
        var across = new Taps(source.Width, width, window.Left, window.Width);
        var down = new Taps(source.Height, height, window.Top, window.Height);
        var result = new PixelBuffer(window.Width, window.Height);
        // Only as many narrowed rows are kept as one row of the result reads.
        using var kept = new PixelBuffer(window.Width, down.Most);
        byte* KeptRow(int y) => kept.Data + (y % down.Most * (nint)kept.RowBytes);
        nint[] rows = new nint[down.Most];
        for (int y = 0, next = 0; y < window.Height; y++)
        {
            int first = down.First[y], end = first + down.Count[y];
            for (next = Math.Max(next, first); next < end; next++)
                Narrow(source.Row(next), source.Right, across, KeptRow(next));
            for (int row = first; row < end; row++)
                rows[row - first] = (nint)KeptRow(row);
            Blend(rows, down.Of(y), result.Data + (y * (nint)result.RowBytes), result.RowBytes);
        }
        return result;
    }

    // One row: each result is a weighted sum of neighbouring pixels, four channels at once.
    private static void Narrow(byte* row, nint step, Taps taps, byte* target)
    {
        for (int x = 0; x < taps.First.Length; x++, target += PixelBuffer.Channels)
        {
            byte* p = row + (taps.First[x] * step);
            Vector128<int> sum = Vector128.Create(Half);
            foreach (int weight in taps.Of(x))
            {
                Vector128<ushort> pixel = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)p).AsByte());
                sum += Vector128.WidenLower(pixel).AsInt32() * weight;
                p += step;
            }
            *(uint*)target = Bytes(sum, sum).ToScalar();
        }
    }

    // The weighted sum of several rows, eight bytes at once.
    private static void Blend(ReadOnlySpan<nint> rows, ReadOnlySpan<int> weights, byte* target, int bytes)
    {
        int i = 0;
        for (; i + 8 <= bytes; i += 8)
        {
            Vector128<int> low = Vector128.Create(Half), high = low;
            for (int t = 0; t < weights.Length; t++)
            {
                Vector128<ushort> two = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)(rows[t] + i)).AsByte());
                low += Vector128.WidenLower(two).AsInt32() * weights[t];
                high += Vector128.WidenUpper(two).AsInt32() * weights[t];
            }
            *(ulong*)(target + i) = Bytes(low, high).AsUInt64().ToScalar();
        }
        for (; i < bytes; i++)
        {
            int sum = Half;
            for (int t = 0; t < weights.Length; t++)
                sum += *(byte*)(rows[t] + i) * weights[t];
            target[i] = (byte)(sum >> Bits);
        }
    }

    // No clamping: weights are not negative and add up to 1 but for less than half a level.
    private static Vector128<uint> Bytes(Vector128<int> low, Vector128<int> high)
    {
        Vector128<short> both = Vector128.Narrow(low >> Bits, high >> Bits);
        return Vector128.Narrow(both.AsUInt16(), both.AsUInt16()).AsUInt32();
    }

    /// <summary>The weights of <c>length</c> neighbouring results, from <c>from</c> on, when <c>size</c> samples become <c>result</c>.</summary>
    private sealed class Taps
    {
        private readonly int[] weights; // Most per result
        internal readonly int[] First, Count;
        internal readonly int Most;

        internal Taps(int size, int result, int from, int length)
        {
            double scale = (double)size / result, support = Math.Max(scale, 1);
            Most = ((int)Math.Ceiling(support) * 2) + 1;
            (First, Count, weights) = (new int[length], new int[length], new int[length * Most]);
            double[] w = new double[Most];
            for (int i = 0; i < length; i++)
            {
                double centre = (from + i + 0.5) * scale, total = 0;
                First[i] = Math.Max((int)(centre - support + 0.5), 0);
                Count[i] = Math.Min((int)(centre + support + 0.5), size) - First[i];
                for (int t = 0; t < Count[i]; t++)
                    total += w[t] = Math.Max(0, 1 - Math.Abs((First[i] + t - centre + 0.5) / support));
                for (int t = 0; t < Count[i]; t++)
                    weights[(i * Most) + t] = (int)(0.5 + (w[t] / total * (1 << Bits)));
            }
        }

        internal ReadOnlySpan<int> Of(int i) => weights.AsSpan(i * Most, Count[i]);
    }
}
