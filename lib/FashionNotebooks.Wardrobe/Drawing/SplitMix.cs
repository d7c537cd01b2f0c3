using FashionNotebooks.Photos.Sampling;

namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>
/// The SplitMix64 generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). Integer arithmetic only, so a
/// seed gives the same wardrobe on every machine and with every version of .NET.
/// </summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>A stream for one purpose: the keys are mixed, so neighbouring keys give unrelated streams.</summary>
    internal static SplitMix For(params ReadOnlySpan<ulong> keys) => new(Key(keys));

    internal static ulong Key(params ReadOnlySpan<ulong> keys)
    {
        ulong key = 0x5bf0_3635_d1f1_89a7;
        foreach (ulong part in keys)
            key = CounterRandom.Mix(key ^ CounterRandom.Mix(part + 0x9e37_79b9_7f4a_7c15));
        return key;
    }

    internal ulong Next() => CounterRandom.Mix(state += 0x9e37_79b9_7f4a_7c15);

    /// <summary>Uniform in [0, 1).</summary>
    internal double Unit() => (Next() >> 11) * (1.0 / (1ul << 53));

    internal double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>Nearly normal, mean 0, deviation 1, never beyond ±3.46 (sum of four uniforms).</summary>
    internal double Normal() => (Unit() + Unit() + Unit() + Unit() - 2) * 1.7320508075688772;

    internal int Below(int count) => (int)(Unit() * count);

    internal bool Chance(double probability) => Unit() < probability;

    internal T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>One of the choices, each as likely as its share in the sum of all weights.</summary>
    internal T Weighted<T>(IReadOnlyList<T> choices, Func<T, double> weight)
    {
        double at = Unit() * choices.Sum(weight);
        foreach (T choice in choices)
        {
            at -= weight(choice);
            if (at < 0)
                return choice;
        }
        return choices[^1];
    }

    internal void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
