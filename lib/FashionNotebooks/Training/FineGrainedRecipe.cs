namespace FashionNotebooks.Training;

/// <summary>Settings of the fine-grained encoder: triplets of garments, mined in batches of garments that look alike.</summary>
public sealed record FineGrainedRecipe : StageRecipe
{
    /// <summary>Makes the usual settings.</summary>
    public FineGrainedRecipe()
    {
        Epochs = 30;
        Optimizer = OptimizerKind.AdamW;
        LearningRate = 4e-3;
        MuonRate = 0.12;
        WeightDecay = 0.05;
        DecayWeightsOnly = true;
        Schedule = ScheduleKind.OneCycle;
        ClipNorm = 5;
        TrainSize = 72;
        // No mirror image and little stretching: a logo's side and a hem's length are what tells two garments apart.
        Augmentation = new Augmentation
        {
            Rotation = 10,
            MinScale = 0.85,
            MaxScale = 1.1,
            Aspect = 1.05,
            Shift = 0.05,
            Brightness = 0.2,
            Contrast = 0.2,
            Saturation = 0.2,
            ColourCast = 0.06,
        };
    }

    /// <summary>The parts on top of the backbone.</summary>
    public FineGrainedOptions Model { get; init; } = new();

    /// <summary>
    /// Least side of the inputs in pixels: what sets two garments apart is small. A net with larger inputs keeps its own.
    /// </summary>
    public int InputSize { get; init; } = 96;

    /// <summary>Stages of the backbone, from the photo upwards, that do not learn; needs trained weights.</summary>
    public int FrozenStages { get; init; }

    /// <summary>Which triplets of a batch count.</summary>
    public TripletSelection Miner { get; init; } = TripletSelection.SemiHard;

    /// <summary>How much farther the negative has to be, between embeddings of length 1; above 0.</summary>
    public double Margin { get; init; } = 0.3;

    /// <summary>
    /// Weight of the supervised contrastive loss beside that of the triplets; 0 leaves it out. It sees every pair of the batch, so a young
    /// encoder learns from it what a miner, which picks by the encoder's own distances, cannot show it yet.
    /// </summary>
    public double ContrastiveWeight { get; init; } = 1;

    /// <summary>Temperature of that loss; above 0.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <summary>Garments in a batch (P); at least 2.</summary>
    [JsonPropertyName("ItemsPerBatch")]
    public int GarmentsPerBatch { get; init; } = 32;

    /// <summary>Photos of each garment in a batch (K); at least 2.</summary>
    [JsonPropertyName("PicturesPerItem")]
    public int PhotosPerGarment { get; init; } = 3;

    /// <summary>
    /// Classes that the garments of a batch come from. Near-twins, which come together, are the hard negatives; a batch of one class would
    /// also have statistics of its own, which batch norm does not find again in evaluation.
    /// </summary>
    public int ClassesPerBatch { get; init; } = 9;

    /// <summary>Places of the attention map that training hides; 0 hides none. Needs spatial attention.</summary>
    public int EraseCells { get; init; }

    /// <summary>Share of the photos of a batch that lose these places, once the rise is over; in [0, 1].</summary>
    public double EraseRate { get; init; } = 0.5;

    /// <summary>
    /// Share of the epochs over which that share rises from 0: attention has to learn before it is worth hiding what it sees.
    /// </summary>
    public double EraseWarmUp { get; init; } = 0.3;

    internal override bool DependsOnLength => base.DependsOnLength || EraseCells > 0;

    /// <summary>What an epoch hides; null hides nothing.</summary>
    /// <param name="epoch">From 1.</param>
    public AttentionErasure? Erasure(int epoch) => EraseCells <= 0
        ? null
        : new AttentionErasure(EraseCells, EraseRate * Math.Min(1, (epoch - 1) / Math.Max(1, EraseWarmUp * Epochs)));
}
