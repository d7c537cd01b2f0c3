namespace FashionNotebooks.Training;

/// <summary>What training reports after each step and, with <see cref="Record"/>, after each epoch.</summary>
public sealed record TrainingProgress
{
    /// <summary><c>classifier</c>, <c>siamese</c> or <c>finegrained</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The present epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of this epoch that are done.</summary>
    public int Step { get; init; }

    /// <summary>Steps of an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Loss of this step.</summary>
    public double Loss { get; init; }

    /// <summary>Learning rate of this step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Training photos a second in this epoch so far.</summary>
    public double PhotosPerSecond { get; init; }

    /// <summary>Share of this epoch's time that went into waiting for data, in [0, 1].</summary>
    public double DataWaitShare { get; init; }

    /// <summary>Mean distance between the embeddings of the batch; null for a classifier.</summary>
    public double? MeanPairwiseDistance { get; init; }

    /// <summary>True when the embeddings have collapsed towards one point: training on is useless.</summary>
    public bool Collapsed { get; init; }

    /// <summary>The figures of the epoch, with its last step only.</summary>
    public EpochRecord? Record { get; init; }
}
