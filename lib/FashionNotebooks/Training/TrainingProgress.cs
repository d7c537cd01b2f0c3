namespace FashionNotebooks.Training;

/// <summary>What training reports after each step and, with the record, after each epoch.</summary>
/// <param name="Stage"><c>classifier</c>, <c>siamese</c> or <c>finegrained</c>.</param>
/// <param name="Epoch">The present epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
public sealed record TrainingProgress(string Stage, int Epoch, int Epochs, int Steps)
{
    /// <summary>Steps of this epoch that are done.</summary>
    public int Step { get; init; }

    public double Loss { get; init; }

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
