using FashionNotebooks.Photos.Folders;


namespace FashionNotebooks.Training;

/// <summary>What a training command has to tell.</summary>
/// <param name="Result">How training went.</param>
/// <param name="Checkpoint">The file that was written; null when cancelled before the first epoch ended.</param>
/// <param name="Log">The log beside it.</param>
/// <param name="Architecture">Architecture of the model.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Classes">Classes in the order of their labels.</param>
/// <param name="TrainCount">Training photos.</param>
/// <param name="ValidationCount">Validation photos.</param>
/// <param name="Problems">Files that were left out, and why.</param>
/// <param name="LeftOut">Folders that are not classes of the model.</param>
/// <param name="LoadSeconds">Time to decode, or to read the cache.</param>
public sealed record TrainingReport(
    TrainingResult Result,
    string? Checkpoint,
    string Log,
    string Architecture,
    long Parameters,
    IReadOnlyList<string> Classes,
    int TrainCount,
    int ValidationCount,
    IReadOnlyList<FileProblem> Problems,
    IReadOnlyList<string> LeftOut,
    double LoadSeconds)
{
    /// <summary>Items of the training photos that took no part because they have one photo; 0 where nothing is trained by item.</summary>
    public int SingleItems { get; init; }
}
