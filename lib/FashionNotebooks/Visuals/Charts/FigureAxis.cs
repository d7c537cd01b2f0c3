namespace FashionNotebooks.Visuals.Charts;

/// <summary>An axis of a figure: which place a value has on it, and its labels.</summary>
internal sealed class FigureAxis
{
    private readonly JsonElement own;
    private readonly bool logarithmic, reversed;
    private readonly double min, max;
    private readonly Dictionary<string, int> categories = [];

    internal FigureAxis(JsonElement layout, string name, IReadOnlyList<object> values, bool named, bool padded, bool beside)
    {
        own = layout.At(name) ?? default;
        string? type = own.Text("type");
        logarithmic = type == "log";
        reversed = own.Text("autorange") == "reversed";
        if (type == "category" || (type is not ("linear" or "log")
            && (named || values.Any(v => v is string && double.IsNaN(FigureJson.ToNumber(v))))))
        {
            foreach (string category in own.Texts("categoryarray").Concat(values.Select(FigureJson.ToText)))
                categories.TryAdd(category, categories.Count);
            (min, max) = (-0.5, Math.Max(categories.Count, 1) - 0.5);
            return;
        }
        double[] finite = [.. values.Select(At).Where(double.IsFinite)];
        double low = finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max();
        if (own.Text("rangemode") == "tozero" && !logarithmic)
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        double pad = padded ? 0.05 * (high - low) : beside ? (high - low) / Math.Max(1, finite.Distinct().Count() - 1) / 2 : 0;
        (min, max) = own.Numbers("range") is [var from, var to] && double.IsFinite(from + to) ? (from, to)
            : (low == 0 ? 0 : low - pad, high == 0 ? 0 : high + pad);
        if (min > max)
            (min, max, reversed) = (max, min, !reversed);
        if (!(max > min))
            (min, max) = (min - 0.5, max + 0.5);
    }

    internal string Title => own.Title();

    /// <summary>Names, in order, where the axis has names; else empty.</summary>
    internal IReadOnlyCollection<string> Categories => categories.Keys;

    /// <summary>Where bars begin.</summary>
    internal double Floor => logarithmic ? min : Math.Clamp(0, min, max);

    /// <summary>The position of a value: of a name its number, on a logarithmic axis the logarithm.</summary>
    internal double At(object value)
    {
        if (categories.Count > 0)
            return categories.GetValueOrDefault(FigureJson.ToText(value), -1) is var place && place >= 0 ? place : double.NaN;
        double number = FigureJson.ToNumber(value);
        return !logarithmic ? number : number > 0 ? Math.Log10(number) : double.NaN;
    }

    /// <summary>0 where the axis begins to 1 where it ends; beyond, a little more or less.</summary>
    internal double Share(double at)
    {
        double share = Math.Clamp((at - min) / (max - min), -0.005, 1.005);
        return reversed ? 1 - share : share;
    }

    /// <summary>The same for a value in JSON; a number on an axis of names is a place.</summary>
    internal double Place(JsonElement value) => value.ValueKind == JsonValueKind.Number && categories.Count > 0
        ? value.GetDouble() : At(FigureJson.Value(value));

    internal bool Holds(double at) => at >= min - (1e-9 * (max - min)) && at <= max + (1e-9 * (max - min));

    internal IReadOnlyList<(double At, string Text)> Labels()
    {
        if (categories.Count > 0)
            return [.. categories.Select(c => ((double)c.Value, c.Key))];
        if (own.Numbers("tickvals") is { Length: > 0 } chosen)
            return [.. chosen.Zip(own.Texts("ticktext").Length == chosen.Length ? own.Texts("ticktext") : own.Texts("tickvals"),
                (at, text) => (At(at), text))];
        if (logarithmic)
            return [.. Ticks.Logarithmic(Math.Pow(10, min), Math.Pow(10, max)).Select(v => (Math.Log10(v), Ticks.Text(v)))];
        bool percent = own.Text("tickformat")?.EndsWith('%') == true;
        double step = own.Number("dtick") is { } whole and > 0 ? whole : Ticks.Step(max - min);
        return [.. Ticks.Linear(min, max, step).Select(v => (v, percent ? Ticks.Text(100 * v) + "%" : Ticks.Text(v)))];
    }
}

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
