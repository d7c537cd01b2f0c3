namespace FashionNotebooks.Training;

/// <summary>What <c>train siamese</c> needs to know.</summary>
public sealed record SiameseTrainingOptions : TrainingOptions
{
    /// <summary>The classifier's (or an earlier encoder's) checkpoint; its backbone, classes and preprocessing are taken over.</summary>
    public required string From { get; init; }
}
