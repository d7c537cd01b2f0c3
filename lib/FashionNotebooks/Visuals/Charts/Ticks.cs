using System.Globalization;

namespace FashionNotebooks.Visuals.Charts;

/// <summary>Round numbers to label an axis with.</summary>
internal static class Ticks
{
    /// <summary>1, 2 or 5 times a power of ten, so that about <paramref name="count"/> of them fill a length.</summary>
    internal static double Step(double length, int count = 6)
    {
        double raw = length / count, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }

    /// <summary>The multiples of a step inside [min, max], at most 50.</summary>
    internal static double[] Linear(double min, double max, double step)
    {
        double first = Math.Ceiling((min / step) - 1e-9);
        int n = (int)Math.Clamp(Math.Floor((max / step) - first + 1e-9) + 1, 0, 50);
        return [.. Enumerable.Range(0, n).Select(i => Math.Round((first + i) * step, 12))];
    }

    /// <summary>The powers of ten inside [min, max]; their halves and fifths too when there are fewer than three.</summary>
    internal static double[] Logarithmic(double min, double max)
    {
        int first = (int)Math.Floor(Math.Log10(min)), last = (int)Math.Floor(Math.Log10(max) + 1e-9);
        double[] powers = [.. Enumerable.Range(first, last - first + 1).Select(e => Math.Pow(10, e))];
        double[] inside = Inside(powers);
        return inside.Length >= 3 ? inside : Inside([.. powers.SelectMany(p => new[] { p, 2 * p, 5 * p })]);

        double[] Inside(double[] values) => [.. values.Where(v => v >= min * (1 - 1e-9) && v <= max * (1 + 1e-9))];
    }

    /// <summary>A short text: no exponent for ordinary sizes, thousands as k, millions as M.</summary>
    internal static string Text(double value) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        0 => "0",
        < 1e-3 => value.ToString("0.#e0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
