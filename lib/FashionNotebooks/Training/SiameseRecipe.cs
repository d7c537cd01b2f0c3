namespace FashionNotebooks.Training;

/// <summary>Settings of the Siamese stage. The defaults are the reference's: AdamW 0.001, random triplets, margin 1.</summary>
public sealed record SiameseRecipe : StageRecipe
{
    /// <summary>Makes the reference's settings.</summary>
    public SiameseRecipe()
    {
        Optimizer = OptimizerKind.AdamW;
        LearningRate = 0.001;
        WeightDecay = 0.01; // PyTorch's default; TorchSharp's AdamW has 0
    }

    /// <summary>The loss over embeddings.</summary>
    public MetricLoss Loss { get; init; } = MetricLoss.Triplet;

    /// <summary>
    /// Which triplets of a batch count; null: the triplets come from the data set, three passes a step, as in the reference.
    /// </summary>
    public TripletSelection? Miner { get; init; }

    /// <summary>Margin of the triplet and the contrastive loss.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>Temperature of the supervised contrastive loss.</summary>
    public double Temperature { get; init; } = 0.1;

    /// <summary>Length of embeddings that one more linear layer gives; 0: the pooled features themselves.</summary>
    public int Projection { get; init; }

    /// <summary>True: unit embeddings are taken from their mean over the training photos. Only with batches of several classes.</summary>
    public bool Centred { get; init; }

    /// <summary>Classes in a mined batch (P); 0: all of them.</summary>
    public int ClassesPerBatch { get; init; }

    /// <summary>Photos of each class in a mined batch (K).</summary>
    public int PhotosPerClass { get; init; } = 8;

    /// <summary>True: a triplet's positive may be the anchor itself, as in the reference.</summary>
    public bool AnchorMayBePositive { get; init; } = true;

    /// <summary>Share of a teacher's likenesses in what is learnt, where there is a teacher; the rest is the loss. In [0, 1].</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double TeacherShare { get; init; }

    /// <summary>Temperature of <see cref="Losses.SimilarityDistillationLoss"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double TeacherTemperature { get; init; }

    /// <summary>What decides the best epoch.</summary>
    public SiameseScore Score { get; init; } = SiameseScore.Loss;
}

/// <summary>The losses over embeddings a recipe can name.</summary>
public enum MetricLoss
{
    /// <summary>The positive nearer than the negative, by a margin.</summary>
    Triplet,

    /// <summary>One class together, others at least a margin apart.</summary>
    Contrastive,

    /// <summary>Every photo to all of its class, from all others: <see cref="Losses.SupervisedContrastiveLoss"/>.</summary>
    SupCon,
}

/// <summary>The miners a recipe can name: see the types in <see cref="Miners"/>.</summary>
public enum TripletSelection
{
    /// <summary>One positive and one negative for each anchor.</summary>
    Random,

    /// <summary>Every triplet.</summary>
    All,

    /// <summary>Those whose negative is farther than the positive, but not by the margin.</summary>
    SemiHard,

    /// <summary>For each anchor the farthest positive and the nearest negative.</summary>
    BatchHard,
}

/// <summary>What decides the best epoch of the Siamese stage.</summary>
public enum SiameseScore
{
    /// <summary>The smallest triplet loss on validation triplets, as in the reference.</summary>
    Loss,

    /// <summary>The largest mAP of leave-one-out search among the validation photos.</summary>
    MeanAveragePrecision,
}
