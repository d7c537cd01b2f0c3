namespace FashionNotebooks.CrossValidation;

/// <summary>What a cross-validation needs to know.</summary>
public sealed record CrossValidationOptions
{
    /// <summary>
    /// Folder of photos: class folders, or any tree with <see cref="Labels"/>. Of a folder that is split already, <c>train/</c> is used.
    /// </summary>
    public required string Data { get; init; }

    /// <summary>Where models and reports go; a run that was stopped goes on from what is there.</summary>
    public required string Output { get; init; }

    /// <summary>Names of <see cref="Models.Architectures.Names"/>; all see the same folds.</summary>
    public required IReadOnlyList<string> Architectures { get; init; }

    /// <summary>Number of folds, at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>A file of <see cref="LabelRules"/>; null takes the class folders.</summary>
    public string? Labels { get; init; }

    /// <summary>A file of label corrections; null for none.</summary>
    public string? Corrections { get; init; }

    /// <summary>Class folders to use; null takes all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Photos of each class in a training part; null keeps all once.</summary>
    public int? Balance { get; init; }

    /// <summary>A file of weights to start from, or a folder with a file for each architecture; null starts from random weights.</summary>
    public string? Weights { get; init; }

    /// <summary>Stages of the backbone that keep the weights.</summary>
    public int Freeze { get; init; }

    /// <summary>Settings of training; null: those of the protocol, or of fine-tuning where there are weights.</summary>
    public Recipe? Recipe { get; init; }

    /// <summary>Changes single settings of the recipe, whichever it is.</summary>
    public Func<ClassifierRecipe, ClassifierRecipe> Adjust { get; init; } = recipe => recipe;

    /// <summary>Side of the inputs in pixels.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Standard deviations of the noise that is tried, on pixels in [0, 1].</summary>
    public IReadOnlyList<double> Noise { get; init; } = [0.05, 0.1, 0.2];

    /// <summary>Decides folds, balancing, weights and augmentation.</summary>
    public long Seed { get; init; }

    /// <summary>Where decoded photos are kept between runs; null: the user's cache folder; empty: nowhere.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Told about a hundred times whenever photos are decoded.</summary>
    public IProgress<LoadProgress>? Decoding { get; init; }

    /// <summary>Told what a user should know before the first step, a line each.</summary>
    public IProgress<string>? Notes { get; init; }
}
