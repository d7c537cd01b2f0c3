namespace FashionNotebooks.Visuals.Charts;

/// <summary>An axis of a <see cref="Figure"/>.</summary>
/// <param name="Title">What it measures, with the unit.</param>
/// <param name="Min">Where it begins; null: at the data.</param>
/// <param name="Max">Where it ends; null: at the data.</param>
/// <param name="Categories">Names instead of numbers, for bars and grids.</param>
/// <param name="Logarithmic">Equal steps are equal factors.</param>
/// <param name="Whole">Counts something: no labels between whole numbers.</param>
public sealed record Axis(
    string Title, double? Min = null, double? Max = null, IReadOnlyList<string>? Categories = null, bool Logarithmic = false,
    bool Whole = false);
