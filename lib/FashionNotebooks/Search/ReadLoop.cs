using System.Numerics;
using System.Runtime.InteropServices;

namespace FashionNotebooks.Search;

/// <summary>Reads values and does as little as possible with them: no exact search of the same bytes on one thread can be faster.</summary>
public static class ReadLoop
{
    /// <summary>The sum of the values, in four sums, so that no addition waits for the one before it; up to three vectors at the end are left out.</summary>
    public static float Sum(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i + 4 <= wide.Length; i += 4)
        {
            a += wide[i];
            b += wide[i + 1];
            c += wide[i + 2];
            d += wide[i + 3];
        }
        return Vector.Sum(a + b + c + d);
    }
}
