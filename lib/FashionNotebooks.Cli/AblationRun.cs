using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Cli;

/// <summary>One training of one row of the ablation, measured on the pairs of the test split.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Seed">The seed.</param>
/// <param name="BestEpoch">The epoch that was kept, by the validation pairs.</param>
/// <param name="CpuSeconds">CPU time of training with its validation, and decoding when the cache was empty.</param>
/// <param name="Pairs">The figures.</param>
internal sealed record AblationRun(string Name, long Seed, int BestEpoch, double CpuSeconds, AblationFigures Pairs);
