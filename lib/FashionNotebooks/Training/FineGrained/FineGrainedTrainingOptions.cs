namespace FashionNotebooks.Training;

/// <summary>What <c>train finegrained</c> needs to know.</summary>
public sealed record FineGrainedTrainingOptions : TrainingOptions
{
    /// <summary>One of <see cref="Models.Architectures.Names"/>; null takes the recipe's.</summary>
    public string? Architecture { get; init; }

    /// <summary>A classifier's checkpoint or state dict to take the backbone from; null starts from random weights.</summary>
    public string? Weights { get; init; }
}
