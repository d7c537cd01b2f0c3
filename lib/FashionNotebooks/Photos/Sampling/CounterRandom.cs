namespace FashionNotebooks.Photos.Sampling;

/// <summary>
/// Random numbers that follow from where they are used, (seed, epoch, item), and from nothing else: the order of work, the number of
/// threads and a restart cannot change them. SplitMix64 (Steele, Lea, Flood 2014) over a hashed key.
/// </summary>
public struct CounterRandom
{
    private ulong state;

    /// <summary>The numbers of one place: an epoch, say, and an item.</summary>
    public CounterRandom(ulong seed, ulong first, ulong second = 0) =>
        state = Mix(Mix(Mix(seed + 0x9E3779B97F4A7C15) + first + 1) + second + 1);

    internal ulong NextBits() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>Uniform on [0, 1).</summary>
    internal double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on [low, high).</summary>
    internal double Uniform(double low, double high) => low + NextDouble() * (high - low);

    /// <summary>Uniform on 0 … limit - 1, without bias worth naming.</summary>
    public int Next(int limit) => (int)Math.BigMul(NextBits(), (ulong)limit, out _);

    internal void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>SplitMix64's hash of a state.</summary>
    internal static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
