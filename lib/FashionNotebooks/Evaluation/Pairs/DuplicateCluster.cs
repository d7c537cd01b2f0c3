namespace FashionNotebooks.Evaluation;

/// <summary>Pictures that a model holds for the same.</summary>
/// <param name="Pictures">Their places in the catalogue, ascending; at least two.</param>
/// <param name="Links">The pairs that reach the threshold, the most alike first.</param>
public sealed record DuplicateCluster(IReadOnlyList<int> Pictures, IReadOnlyList<DuplicateLink> Links);
