namespace FashionNotebooks.Training;

/// <summary>What training reports after each step and, with <see cref="Record"/>, after each epoch.</summary>
public sealed record TrainingProgress
{
    /// <summary><c>classifier</c> or <c>siamese</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The present epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps of this epoch that are done, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Loss of this step.</summary>
    public required double Loss { get; init; }

    /// <summary>Step size of this step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Training pictures a second in this epoch so far.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Share of this epoch's time that went into waiting for data, in [0, 1].</summary>
    public required double DataWaitShare { get; init; }

    /// <summary>Mean distance between the embeddings of the batch; null for the classifier.</summary>
    public double? MeanPairwiseDistance { get; init; }

    /// <summary>True when the embeddings have collapsed towards one point: training on is useless.</summary>
    public bool Collapsed { get; init; }

    /// <summary>The figures of the epoch, with its last step only.</summary>
    public EpochRecord? Record { get; init; }
}
