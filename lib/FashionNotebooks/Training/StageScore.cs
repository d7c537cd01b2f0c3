namespace FashionNotebooks.Training;

/// <summary>The validation figures of an epoch.</summary>
/// <param name="Value">Decides the best epoch; larger is better.</param>
/// <param name="Metrics">All figures by name.</param>
public sealed record StageScore(double Value, IReadOnlyDictionary<string, double> Metrics);
