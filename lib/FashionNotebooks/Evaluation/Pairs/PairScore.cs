namespace FashionNotebooks.Evaluation;

/// <summary>How alike a model finds the two pictures of a pair.</summary>
/// <param name="Score">Cosine of the two embeddings, -1 to 1.</param>
/// <param name="Same">Whether they show one item.</param>
/// <param name="Difficulty">What kind of two items, as <c>near-twin</c>; empty when unknown, and without meaning for one item.</param>
/// <param name="Detail">In what two near-twins differ; empty when unknown.</param>
public readonly record struct PairScore(double Score, bool Same, string Difficulty = "", string Detail = "");
