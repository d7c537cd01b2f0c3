namespace FashionNotebooks.Training;

/// <summary>What decides the best epoch of the Siamese stage.</summary>
public enum SiameseScore
{
    /// <summary>The smallest triplet loss on validation triplets, as in the reference.</summary>
    Loss,

    /// <summary>The largest mAP of leave-one-out search among the validation photos.</summary>
    MeanAveragePrecision,
}
