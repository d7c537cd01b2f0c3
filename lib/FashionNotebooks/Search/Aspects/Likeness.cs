namespace FashionNotebooks.Search.Aspects;

/// <summary>How much each aspect counts when photos are compared.</summary>
/// <param name="Class">What kind of garment it is.</param>
/// <param name="Look">Cut, cloth and print together.</param>
/// <param name="Colour">The garment's colour.</param>
/// <param name="Pattern">Cloth and print from nearer by.</param>
public sealed record Likeness(double Class, double Look, double Colour, double Pattern)
{
    /// <summary>What the words mean; <c>mix</c> was chosen on one wardrobe's and on the real validation photos.</summary>
    public static IReadOnlyDictionary<string, Likeness> Words { get; } = new Dictionary<string, Likeness>(StringComparer.Ordinal)
    {
        ["class"] = new(1, 0, 0, 0),
        ["look"] = new(0, 1, 0, 0),
        ["colour"] = new(0, 0, 1, 0),
        ["pattern"] = new(0, 0, 0, 1),
        ["mix"] = new(1, 0.75, 3, 0.25),
    };

    /// <summary>Whether the class is all that counts, which every index knows.</summary>
    public bool IsClass => Class > 0 && Look == 0 && Colour == 0 && Pattern == 0;

    /// <summary>Reads <c>class</c>, <c>look</c>, <c>colour</c>, <c>pattern</c>, <c>mix</c>, or <c>mix:A,B,…</c> with the weights of class,
    /// look, colour and pattern; those left out are 0.</summary>
    /// <exception cref="InputException">It is something else, or all weights are 0.</exception>
    public static Likeness Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Words.TryGetValue(text, out Likeness? known))
            return known;
        double[] weights = text.StartsWith("mix:", StringComparison.Ordinal) ? [.. text[4..].Split(',').Select(Weight)] : [];
        if (weights.Length is < 1 or > 4 || weights.Any(weight => weight is not (>= 0 and <= Most)) || weights.Sum() == 0)
        {
            throw new InputException($"'{text}' is nothing to compare by; choose {string.Join(", ", Words.Keys)}, "
                + "or mix:A,B,C,D with weights from 0 to a million for class, look, colour and pattern");
        }
        double At(int aspect) => weights.ElementAtOrDefault(aspect);
        return new(At(0), At(1), At(2), At(3));
    }

    private const double Most = 1e6;

    private static double Weight(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) ? weight : double.NaN;
}
