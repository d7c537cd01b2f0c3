namespace FashionNotebooks.Evaluation;

/// <summary>Two pictures that reach the threshold.</summary>
/// <param name="A">Place of the first in the catalogue.</param>
/// <param name="B">Place of the second.</param>
/// <param name="Score">Cosine of their embeddings.</param>
public readonly record struct DuplicateLink(int A, int B, double Score);
