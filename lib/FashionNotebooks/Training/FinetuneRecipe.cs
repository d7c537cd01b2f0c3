namespace FashionNotebooks.Training;

/// <summary>The settings of <see cref="Recipe.Finetune"/>: the head first, then everything, the lower the more slowly.</summary>
internal static class FinetuneRecipe
{
    internal static ClassifierRecipe Classifier { get; } = new()
    {
        LinearProbe = true,
        Epochs = 20,
        BatchSize = 32,
        DropLast = true,
        Optimizer = OptimizerKind.AdamW,
        LearningRate = 2e-3,
        StageDecay = 0.7,
        WeightDecay = 0.05,
        DecayWeightsOnly = true,
        Schedule = ScheduleKind.OneCycle,
        WarmUp = 0.1,
        ClipNorm = 5,
        AverageDecay = 0.99,
        Augmentation = Augmentation.Strong,
        TrainSize = 80,
        FlipAverage = true,
        ClassWeights = false,
        LabelSmoothing = 0.1,
        ContrastiveWeight = 0.3,
        MixProbability = 0.25,
    };

    // Trained weights know cloth and print already: the lowest layers stay, which also holds against learning the training photos by heart;
    // those above learn more slowly, and the average of the weights is steadier. Larger inputs give the map more places.
    internal static FineGrainedRecipe FineGrained { get; } = new()
    {
        Epochs = 16,
        InputSize = 192,
        FrozenStages = 2,
        LearningRate = 3e-3,
        MuonRate = 0,
        StageDecay = 0.9,
        Temperature = 0.07,
        AverageDecay = 0.99,
        Model = new FineGrainedOptions { Dropout = 0 },
        // No pair asks on which side a print is. Little more is changed: the small MobileNetV1 that this was measured with lacks fit, not
        // variety.
        Augmentation = new Augmentation
        {
            HorizontalFlip = 0.5,
            Rotation = 5,
            MinScale = 0.93,
            MaxScale = 1.05,
            Aspect = 1.02,
            Shift = 0.03,
            Brightness = 0.1,
            Contrast = 0.1,
            Saturation = 0.1,
            ColourCast = 0.03,
        },
        FlipAverage = true,
    };
}
