namespace FashionNotebooks.Wardrobe.Drawing;

/// <summary>
/// Small functions made of exactly rounded operations only. <see cref="Math.Sin"/> and its like come from the C library and may differ in
/// the last bit between machines; the drawn photos must not.
/// </summary>
internal static class Elementary
{
    /// <summary>Sine by range reduction and a Taylor polynomial; error below 1e-7.</summary>
    internal static double Sin(double x)
    {
        double turns = Math.Floor((x / Math.PI) + 0.5);
        double r = x - (turns * Math.PI);
        double q = r * r;
        double sine = r * (1 + (q * (-1.0 / 6 + (q * (1.0 / 120 + (q * (-1.0 / 5040 + (q * (1.0 / 362880 - (q / 39916800))))))))));
        return ((long)turns & 1) == 0 ? sine : -sine;
    }

    internal static double Cos(double x) => Sin(x + (Math.PI / 2));

    internal static double Lerp(double a, double b, double t) => a + ((b - a) * t);

    internal static double SmoothStep(double low, double high, double x)
    {
        double t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - (2 * t));
    }

    internal static double Fraction(double x) => x - Math.Floor(x);
}

/// <summary>Value noise on an integer lattice (Perlin's idea with hashed values), in [0, 1].</summary>
internal static class Noise
{
    private const uint Across = 0x27d4_eb2d, Down = 0x1656_67b1, Seeds = 0x9e37_79b1;

    internal static double Hash(int x, int y, uint seed) => Mixed(((uint)x * Across) ^ ((uint)y * Down) ^ (seed * Seeds));

    internal static double At(double x, double y, uint seed)
    {
        double fx = Math.Floor(x), fy = Math.Floor(y);
        double u = Ease(x - fx), v = Ease(y - fy);
        // The hashes of four corners with half the products.
        uint left = (uint)(int)fx * Across, right = left + Across, above = (uint)(int)fy * Down, below = above + Down, own = seed * Seeds;
        double a = Mixed(left ^ above ^ own), b = Mixed(right ^ above ^ own), c = Mixed(left ^ below ^ own), d = Mixed(right ^ below ^ own);
        double top = a + ((b - a) * u), bottom = c + ((d - c) * u);
        return top + ((bottom - top) * v);
    }

    /// <summary>Octaves with halving weight, in [0, 1].</summary>
    internal static double Cloud(double x, double y, uint seed, int octaves)
    {
        double sum = 0, weight = 0.5, total = 0;
        for (int i = 0; i < octaves; i++)
        {
            sum += weight * At(x, y, seed + (uint)i);
            total += weight;
            weight *= 0.5;
            (x, y) = ((x * 2.03) + 17.1, (y * 2.03) - 9.7);
        }
        return sum / total;
    }

    /// <summary>Soft ridges, 1 on a crease and falling to 0 beside it: what a fold of cloth looks like.</summary>
    internal static double Ridge(double x, double y, uint seed)
    {
        double n = 1 - Math.Abs((2 * At(x, y, seed)) - 1);
        return n * n;
    }

    private static double Mixed(uint h)
    {
        h = (h ^ (h >> 15)) * 0x85eb_ca6b;
        h = (h ^ (h >> 13)) * 0xc2b2_ae35;
        return (h ^ (h >> 16)) * (1.0 / uint.MaxValue);
    }

    private static double Ease(double t) => t * t * (3 - (2 * t));
}
