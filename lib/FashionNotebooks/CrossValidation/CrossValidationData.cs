using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Training;

namespace FashionNotebooks.CrossValidation;

/// <summary>The labelled files of a run; they are decoded once for each size and range of inputs.</summary>
internal sealed class CrossValidationData
{
    private readonly CrossValidationOptions options;

    private CrossValidationData(ImageFolder folder, CrossValidationOptions options) => (Folder, this.options) = (folder, options);

    /// <summary>The files that can be decoded.</summary>
    internal ImageFolder Folder { get; private set; }

    /// <summary>Files that were left out, and why.</summary>
    internal IReadOnlyList<FileProblem> Problems { get; private set; } = [];

    internal IReadOnlyList<int> Labels => [.. Folder.Items.Select(item => item.Label)];

    /// <summary>Contributor of each picture; null where nobody is known.</summary>
    internal IReadOnlyList<string?>? Senders => Folder.Items.Any(item => item.Sender is not null) ? [.. Folder.Items.Select(item => item.Sender)] : null;

    /// <summary>Finds files and labels, and looks which pictures can be decoded.</summary>
    /// <exception cref="InputException">There are none.</exception>
    internal static CrossValidationData Open(CrossValidationOptions options, CancellationToken cancellation)
    {
        Corrections? corrections = options.Corrections is null ? null : Corrections.Read(options.Corrections);
        DataRoot root = DataRoot.Open(options.Data);
        string directory = root.IsSplit ? Path.Combine(root.Path, "train") : root.Path;
        ImageFolder folder = options.Labels is null
            ? ImageFolder.Open(directory, options.Classes, corrections: corrections)
            : ImageFolder.OpenByRules(directory, LabelRules.Read(options.Labels), corrections);
        var data = new CrossValidationData(folder, options);
        using PhotoSet decoded = data.Load(new Preprocessing(options.Size), cancellation);
        HashSet<PhotoFile> good = [.. decoded.Items];
        data.Folder = folder.Take([.. Enumerable.Range(0, folder.Items.Count).Where(index => good.Contains(folder.Items[index]))]);
        data.Problems = decoded.Problems;
        return data;
    }

    /// <summary>All pictures, as a model sees them.</summary>
    internal PhotoSet Load(Preprocessing rule, CancellationToken cancellation) =>
        PhotoSet.Load(Folder, rule, options.CacheDirectory, progress: options.Decoding, cancellation: cancellation);

    /// <summary>All pictures, larger as far as the recipe wants room to move and zoom.</summary>
    internal PhotoSet LoadForTraining(Preprocessing rule, StageRecipe recipe, CancellationToken cancellation) =>
        Load(rule with { Size = StageRecipe.Scaled(recipe.TrainSize, rule.Size) }, cancellation);
}
