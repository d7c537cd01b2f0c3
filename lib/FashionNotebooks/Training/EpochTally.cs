namespace FashionNotebooks.Training;

/// <summary>Adds up the steps of an epoch.</summary>
internal sealed class EpochTally
{
    private double lossSum;

    /// <summary>Steps so far.</summary>
    internal int Steps { get; private set; }

    /// <summary>Training pictures so far.</summary>
    internal long Images { get; private set; }

    /// <summary>Loss of the latest step.</summary>
    internal double LatestLoss { get; private set; }

    /// <summary>Step size of the latest step.</summary>
    internal double LearningRate { get; private set; }

    /// <summary>Mean pairwise distance of the latest step that has one.</summary>
    internal double? MeanPairwiseDistance { get; private set; }

    /// <summary>Mean loss, each picture counting alike.</summary>
    internal double MeanLoss => Images == 0 ? double.NaN : lossSum / Images;

    /// <summary>Takes up a step.</summary>
    internal void Add(double loss, double learningRate, long images, double? meanPairwiseDistance)
    {
        Steps++;
        Images += images;
        lossSum += loss * images;
        LatestLoss = loss;
        LearningRate = learningRate;
        MeanPairwiseDistance = meanPairwiseDistance ?? MeanPairwiseDistance;
    }
}
