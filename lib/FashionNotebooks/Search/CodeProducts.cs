using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionNotebooks.Search;

/// <summary>
/// Adds products of 8-bit codes to eight sums: each sum takes four codes, 0 to 255, times four signed factors. All three ways give the
/// same sums; the first that the processor has is taken.
/// </summary>
internal static class CodeProducts
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Add(Vector256<int> sums, Vector256<byte> codes, Vector256<sbyte> factors)
    {
        if (AvxVnni.IsSupported)
            return AvxVnni.MultiplyWideningAndAdd(sums, codes, factors);
        return Avx2.IsSupported ? AddPairs(sums, codes, factors) : AddPlain(sums, codes, factors);
    }

    /// <summary>In pairs of 16 bits: first the codes at even places, then those at odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> AddPairs(Vector256<int> sums, Vector256<byte> codes, Vector256<sbyte> factors)
    {
        Vector256<short> even = codes.AsInt16() & Vector256.Create((short)byte.MaxValue), odd = codes.AsInt16() >>> 8;
        Vector256<short> evenFactors = factors.AsInt16() << 8 >> 8, oddFactors = factors.AsInt16() >> 8;
        return sums + Avx2.MultiplyAddAdjacent(even, evenFactors) + Avx2.MultiplyAddAdjacent(odd, oddFactors);
    }

    /// <summary>With nothing but what every processor has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> AddPlain(Vector256<int> sums, Vector256<byte> codes, Vector256<sbyte> factors)
    {
        Vector256<int> wide = codes.AsInt32(), signed = factors.AsInt32(), low = Vector256.Create((int)byte.MaxValue);
        sums += (wide & low) * (signed << 24 >> 24);
        sums += (wide >>> 8 & low) * (signed << 16 >> 24);
        sums += (wide >>> 16 & low) * (signed << 8 >> 24);
        return sums + (wide >>> 24) * (signed >> 24);
    }
}
