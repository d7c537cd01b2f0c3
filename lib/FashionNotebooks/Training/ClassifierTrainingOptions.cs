namespace FashionNotebooks.Training;

/// <summary>What <c>train classifier</c> needs to know.</summary>
public sealed record ClassifierTrainingOptions : TrainingOptions
{
    /// <summary>Classes in the order of their labels; null takes every class folder in ordinal order.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>One of <see cref="Models.Architectures.Names"/>; null takes the recipe's.</summary>
    public string? Architecture { get; init; }

    /// <summary>A checkpoint or state dict to start from; a head for other classes is left out. Null starts from random weights.</summary>
    public string? Weights { get; init; }

    /// <summary>Stages of the backbone, from the picture upwards, that do not learn; needs <see cref="Weights"/>.</summary>
    public int Freeze { get; init; }
}
