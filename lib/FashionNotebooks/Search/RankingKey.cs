namespace FashionNotebooks.Search;

/// <summary>
/// A distance and an item in one number that sorts by distance, then by item: bits of floats from 0 up sort as the floats do.
/// </summary>
internal static class RankingKey
{
    /// <summary>The key of an item.</summary>
    /// <param name="distance">0 or more, not NaN.</param>
    /// <param name="item">0 or more.</param>
    internal static ulong Of(float distance, int item) => ((ulong)BitConverter.SingleToUInt32Bits(distance) << 32) | (uint)item;

    /// <summary>The key of an item whose distance is a whole number.</summary>
    /// <param name="distance">0 or more.</param>
    /// <param name="item">0 or more.</param>
    internal static ulong Of(int distance, int item) => ((ulong)(uint)distance << 32) | (uint)item;

    /// <summary>The item of a key.</summary>
    internal static int Item(ulong key) => (int)(uint)key;

    /// <summary>The distance of a key.</summary>
    internal static float Distance(ulong key) => BitConverter.UInt32BitsToSingle((uint)(key >> 32));

    /// <summary>The distance of a key that was made of a whole number.</summary>
    internal static int WholeDistance(ulong key) => (int)(key >> 32);
}
