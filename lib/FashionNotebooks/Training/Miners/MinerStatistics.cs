namespace FashionNotebooks.Training;

/// <summary>What a miner saw in one batch. Means are NaN when no triplet was found.</summary>
/// <param name="Found">Triplets chosen.</param>
/// <param name="Possible">Triplets the batch holds: every anchor with every other picture of its class and every picture of another.</param>
/// <param name="MeanPositiveDistance">Mean distance from anchor to positive over the chosen triplets.</param>
/// <param name="MeanNegativeDistance">Mean distance from anchor to negative over the chosen triplets.</param>
/// <param name="Violating">Share of the chosen triplets whose negative is nearer than the positive, in [0, 1].</param>
public sealed record MinerStatistics(int Found, long Possible, double MeanPositiveDistance, double MeanNegativeDistance, double Violating);
