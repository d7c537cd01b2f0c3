namespace FashionNotebooks.Evaluation;

/// <summary>Some years of a collection.</summary>
/// <param name="From">The first day of a picture.</param>
/// <param name="To">The last day of a picture.</param>
/// <param name="Count">Pictures.</param>
/// <param name="Centre">The mean of their embeddings.</param>
/// <param name="Moved">Euclidean distance of the mean from that of the first period.</param>
public sealed record StylePeriod(DateOnly From, DateOnly To, int Count, IReadOnlyList<float> Centre, double Moved);
