namespace FashionNotebooks.Search;

/// <summary>How far two embeddings are from each other.</summary>
public enum DistanceMetric
{
    /// <summary>Length of the difference, 0 and up.</summary>
    Euclidean,

    /// <summary>1 − cosine of the angle, 0 to 2; the lengths of the vectors do not matter.</summary>
    Cosine,
}
