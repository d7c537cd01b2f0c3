namespace FashionNotebooks.Training;

/// <summary>
/// Settings of the classifier stage. The defaults are the reference's: Adam 0.01, StepLR(5, 0.1), weighted cross-entropy.
/// </summary>
public sealed record ClassifierRecipe : StageRecipe
{
    /// <summary>Makes the reference's settings.</summary>
    public ClassifierRecipe() => Schedule = ScheduleKind.Step;

    /// <summary>True: rare classes weigh more, <c>n / (classes · n_class)</c>.</summary>
    public bool ClassWeights { get; init; } = true;

    /// <summary>
    /// True: the head is first fitted to the features as they are, so that its random start does not spoil them (Kumar et al., "Fine-Tuning
    /// can Distort Pretrained Features and Underperform Out-of-Distribution", 2022).
    /// </summary>
    public bool LinearProbe { get; init; }

    /// <summary>Share of the target that is spread over all classes, in [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of the supervised contrastive loss beside cross-entropy; 0 leaves it out.</summary>
    public double ContrastiveWeight { get; init; }

    /// <summary>Temperature of the supervised contrastive loss.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <summary>Share of the steps that mix pairs of photos (mixup or CutMix, evenly), in [0, 1].</summary>
    public double MixProbability { get; init; }
}
