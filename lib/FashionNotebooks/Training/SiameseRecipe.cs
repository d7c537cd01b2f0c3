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

    /// <summary>Which triplets of a batch count; null: the triplets come from the data set, three passes a step, as in the reference.</summary>
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

    /// <summary>What decides the best epoch.</summary>
    public SiameseScore Score { get; init; } = SiameseScore.Loss;

    /// <summary>Whether the triplets come from the data set, three passes a step.</summary>
    internal bool FromDataSet => Loss == MetricLoss.Triplet && Miner is null;
}
