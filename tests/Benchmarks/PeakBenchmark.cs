using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace FashionNotebooks.Benchmarks;

/// <summary>
/// The most operations that a core can do: multiply-adds of 16 floats that never leave the registers, two operations each. A net whose
/// layers are computed as they are written cannot be faster; one with tricks that save multiplications (Winograd's) could.
/// </summary>
internal static class PeakBenchmark
{
    private const int Steps = 50_000_000, Chains = 12;

    /// <summary>Prints operations a nanosecond, the median of the rounds.</summary>
    /// <param name="rounds">How often it is measured.</param>
    public static void Run(int rounds)
    {
        if (!Vector512.IsHardwareAccelerated)
            throw new PlatformNotSupportedException("the peak is measured with AVX-512, which this processor does not have");
        Chain(Steps);
        var rates = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Chain(Steps);
            rates[round] = 2.0 * Vector512<float>.Count * Chains * Steps / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }
        Array.Sort(rates);
        Console.WriteLine($"{rates[rounds / 2]:F0} operations a nanosecond on one core ({rates[0]:F0} to {rates[^1]:F0})");
    }

    // Twelve chains, because a multiply-add answers after four clocks and two start in each; the sum keeps them from being left out.
    private static float Chain(int steps)
    {
        Vector512<float> scale = Vector512.Create(0.999f), add = Vector512.Create(0.001f);
        Vector512<float> a = add, b = add, c = add, d = add, e = add, f = add, g = add, h = add, i = add, j = add, k = add, l = add;
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, scale, add);
            b = Vector512.FusedMultiplyAdd(b, scale, add);
            c = Vector512.FusedMultiplyAdd(c, scale, add);
            d = Vector512.FusedMultiplyAdd(d, scale, add);
            e = Vector512.FusedMultiplyAdd(e, scale, add);
            f = Vector512.FusedMultiplyAdd(f, scale, add);
            g = Vector512.FusedMultiplyAdd(g, scale, add);
            h = Vector512.FusedMultiplyAdd(h, scale, add);
            i = Vector512.FusedMultiplyAdd(i, scale, add);
            j = Vector512.FusedMultiplyAdd(j, scale, add);
            k = Vector512.FusedMultiplyAdd(k, scale, add);
            l = Vector512.FusedMultiplyAdd(l, scale, add);
        }
        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
