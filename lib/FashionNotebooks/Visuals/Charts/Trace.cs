namespace FashionNotebooks.Visuals.Charts;

/// <summary>One series of a <see cref="Figure"/>.</summary>
/// <param name="Name">What the legend calls it; empty: not in the legend.</param>
public abstract record Trace(string Name);

/// <summary>Points joined by a line, in the order given.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Horizontal values, n of them.</param>
/// <param name="Y">Vertical values, n of them; NaN leaves a gap.</param>
/// <param name="Dashed">Draws the line dashed: a baseline, a claim.</param>
public sealed record LineTrace(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool Dashed = false) : Trace(Name);

/// <summary>Separate points.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="X">Horizontal values, n of them.</param>
/// <param name="Y">Vertical values, n of them.</param>
/// <param name="Texts">A text for each point, shown while the pointer is on it, or null.</param>
public sealed record PointTrace(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<string>? Texts = null) : Trace(Name);

/// <summary>One bar per category of the horizontal axis.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Values">Heights, one per category.</param>
/// <param name="Errors">Half heights of the error bars, one per category, or null.</param>
public sealed record BarTrace(string Name, IReadOnlyList<double> Values, IReadOnlyList<double>? Errors = null) : Trace(Name);

/// <summary>A grid of values: rows are the categories of the vertical axis (first row on top), columns those of the horizontal one.</summary>
/// <param name="Values">Rows of equal length.</param>
/// <param name="Texts">What each cell says, same shape.</param>
public sealed record HeatmapTrace(IReadOnlyList<IReadOnlyList<double>> Values, IReadOnlyList<IReadOnlyList<string>> Texts) : Trace("");
