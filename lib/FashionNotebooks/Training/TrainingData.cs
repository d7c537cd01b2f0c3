using System.Diagnostics;

namespace FashionNotebooks.Training;

/// <summary>
/// The photos of a run, decoded once: one set to learn from, which may be larger, and one to validate on at the model's size.
/// </summary>
internal sealed record TrainingData(PhotoSet Train, PhotoSet Validation) : IDisposable
{
    private const double ValidationShare = 0.15;

    internal IReadOnlyList<FileProblem> Problems => [.. Train.Problems, .. Validation.Problems];

    /// <summary>Folders that are not classes of the model.</summary>
    internal IReadOnlyList<string> LeftOut { get; init; } = [];

    internal double LoadSeconds { get; init; }

    /// <summary>SHA-256 over the names, labels and pixels that are learnt from and validated on.</summary>
    internal string Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (PhotoSet set in new[] { Train, Validation })
            {
                foreach (var photo in set.Items)
                    hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(photo.Path)}\n{photo.Label}\n"));
                for (int i = 0; i < set.Count; i++) // one by one: no span is as long as a large set
                {
                    using Tensor pixels = set.Pixels[i];
                    hash.AppendData(pixels.bytes);
                }
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>
    /// Opens and decodes. A folder that is split already stays so; any other is split by class and group, or contributor.
    /// </summary>
    /// <exception cref="InputException">There is nothing to learn from, or nothing to validate on.</exception>
    internal static TrainingData Load(
        TrainingRun run, StageRecipe recipe, Preprocessing rule, IReadOnlyList<string>? classes, CancellationToken cancellation,
        Func<PhotoFile, string?>? group = null)
    {
        var clock = Stopwatch.StartNew();
        Corrections? corrections = run.Corrections is null ? null : Corrections.Read(run.Corrections);
        DataRoot root = DataRoot.Open(run.Data);
        ImageFolder train, validation;
        if (root.IsSplit)
        {
            train = root.OpenSplit("train", classes, corrections: corrections);
            validation = root.OpenSplit("validation", train.Classes, requireAll: false, corrections: corrections);
        }
        else
        {
            (train, validation) = Split(ImageFolder.Open(run.Data, classes, corrections: corrections), group ?? (photo => photo.Sender));
        }
        if (validation.Classes.Where((_, label) => validation.Counts[label] == 0).ToArray() is { Length: > 0 } unseen)
            run.Notes?.Report($"no photo to validate {string.Join(", ", unseen)} on: figures are of the other classes");
        AtomicFile.RequirePlace(run.Output);
        PhotoSet Decode(ImageFolder folder, Preprocessing rule) =>
            PhotoSet.Load(folder, rule, run.CacheDirectory, progress: run.Decoding, cancellation: cancellation);
        PhotoSet learning = Decode(train, rule.At(StageRecipe.Scaled(recipe.TrainSize, rule.Size)));
        try
        {
            Warn(learning, run.Notes);
            return new TrainingData(learning, Decode(validation, rule))
            {
                LeftOut = train.LeftOut,
                LoadSeconds = clock.Elapsed.TotalSeconds
            };
        }
        catch
        {
            learning.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
    }

    // What trains without an error and teaches nothing.
    private static void Warn(PhotoSet train, IProgress<string>? notes)
    {
        string[] single =
            [.. train.LabelList.CountBy(label => label).Where(pair => pair.Value == 1).Select(pair => train.Classes[pair.Key])];
        if (single.Length > 0)
            notes?.Report($"one photo to learn {string.Join(", ", single)} from: nothing shows what such photos have in common");
        using var scope = NewDisposeScope();
        if (train.Count > 1 && Enumerable.Range(1, train.Count - 1).All(i => train.Pixels[i].equal(train.Pixels[0]).all().item<bool>()))
            notes?.Report($"all {train.Count} photos to learn from show the same: there is nothing to learn");
    }

    // The seed of the split is fixed: another seed of the run must not change what a figure is measured on.
    private static (ImageFolder Train, ImageFolder Validation) Split(ImageFolder folder, Func<PhotoFile, string?> group)
    {
        int[] labels = [.. folder.Items.Select(photo => photo.Label)];
        string?[] groups = [.. folder.Items.Select(group)];
        SplitIndices parts = StratifiedSplit.Of(
            labels, ValidationShare, seed: 0, groups.Any(name => name is not null) ? groups : null, folder.Classes);
        return (folder.Take(parts.Train), folder.Take(parts.Validation));
    }
}
