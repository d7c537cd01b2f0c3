using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;


namespace FashionNotebooks.Training;

/// <summary>What <c>train classifier</c> and <c>train siamese</c> both need to know.</summary>
public abstract record TrainingOptions
{
    /// <summary>Folder with <c>train/</c> and <c>validation/</c>, or with class folders, which are then split.</summary>
    public required string Data { get; init; }

    /// <summary>The checkpoint to write; its log and its state are written beside it.</summary>
    public required string Output { get; init; }

    /// <summary>Settings of both stages.</summary>
    public Recipe Recipe { get; init; } = Recipe.Reference;

    /// <summary>Decides every random number: same seed, machine and threads, same bytes.</summary>
    public long Seed { get; init; }

    /// <summary>Go on where a stopped run of the same command ended; without such a run, start.</summary>
    public bool Resume { get; init; }

    /// <summary>Where decoded photos are kept between runs; null: the user's cache folder; empty: nowhere.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Told about a hundred times while photos are decoded, before training reports its first step.</summary>
    public IProgress<LoadProgress>? Decoding { get; init; }

    /// <summary>How pictures become the model's inputs; null takes the architecture's own rule, or that of the model to start from.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>A file of label corrections, as <c>data inspect</c> writes; null for none.</summary>
    public string? Corrections { get; init; }
}
