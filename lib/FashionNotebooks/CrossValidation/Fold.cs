namespace FashionNotebooks.CrossValidation;

/// <summary>One of k ways to split pictures.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Train">Indices of the pictures to learn from; balancing may repeat some.</param>
/// <param name="Validation">Indices of the pictures held out; each picture is held out in one fold.</param>
public sealed record Fold(int Number, IReadOnlyList<int> Train, IReadOnlyList<int> Validation);
