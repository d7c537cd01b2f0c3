namespace FashionNotebooks.Training;

/// <summary>The settings of <see cref="Recipe.Best"/>, each found by trial on the validation photos.</summary>
internal static class BestRecipe
{
    // Gentle: with this many epochs, harder changes leave the net short of time.
    private static readonly Augmentation Changes = Augmentation.Strong with
    {
        Rotation = 10,
        MinScale = 0.82,
        MaxScale = 1.13,
        Aspect = 1.12,
        Shift = 0.05,
        Brightness = 0.25,
        Contrast = 0.25,
        Saturation = 0.25,
        ColourCast = 0.08,
        Erasing = 0.2,
    };

    internal static ClassifierRecipe Classifier { get; } = new()
    {
        Epochs = 52,
        BatchSize = 64,
        DropLast = true,
        Optimizer = OptimizerKind.AdamW,
        LearningRate = 4e-3,
        MuonRate = 0.12,
        WeightDecay = 0.05,
        DecayWeightsOnly = true,
        Schedule = ScheduleKind.OneCycle,
        WarmUp = 0.2,
        ClipNorm = 5,
        Augmentation = Changes,
        TrainSize = 80,
        EarlySize = 48,
        EarlyShare = 0.5,
        FlipAverage = true,
        KeepBest = false, // the learning rate ends at 0, so the last epochs differ by luck alone
        ClassWeights = false,
        LabelSmoothing = 0.1,
        ContrastiveWeight = 0.3,
        Temperature = 0.1,
    };

    // The classifier's features are nearly as good as they get: what helps is to take them from their mean. The few gentle epochs keep the
    // best of what they try.
    internal static SiameseRecipe Siamese { get; } = new()
    {
        Epochs = 3,
        Optimizer = OptimizerKind.AdamW,
        LearningRate = 1e-4,
        WeightDecay = 0.05,
        DecayWeightsOnly = true,
        Schedule = ScheduleKind.OneCycle,
        WarmUp = 0.1,
        ClipNorm = 5,
        AverageDecay = 0.98,
        Augmentation = Changes,
        TrainSize = 80,
        FlipAverage = true,
        Loss = MetricLoss.SupCon,
        Temperature = 0.1,
        PhotosPerClass = 16,
        Centred = true,
        AnchorMayBePositive = false,
        Score = SiameseScore.MeanAveragePrecision,
    };
}
