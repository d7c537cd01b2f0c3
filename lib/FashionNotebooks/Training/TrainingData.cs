using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Sampling;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>The photos of a run, decoded once: one set to learn from, one to validate on.</summary>
internal sealed class TrainingData : IDisposable
{
    private const double ValidationShare = 0.15;

    private TrainingData(PhotoSet train, PhotoSet validation, Preprocessing preprocessing, IReadOnlyList<string> leftOut, double loadSeconds)
    {
        Train = train;
        Validation = validation;
        Preprocessing = preprocessing;
        LeftOut = leftOut;
        LoadSeconds = loadSeconds;
    }

    internal PhotoSet Train { get; }

    internal PhotoSet Validation { get; }

    /// <summary>The rule of the model's inputs; training photos may be decoded larger.</summary>
    internal Preprocessing Preprocessing { get; }

    internal IReadOnlyList<FileProblem> Problems => [.. Train.Problems, .. Validation.Problems];

    internal IReadOnlyList<string> LeftOut { get; }

    internal double LoadSeconds { get; }

    /// <summary>Opens and decodes. A folder that is split already stays so; any other is split by class and contributor.</summary>
    /// <param name="options">Where the photos are.</param>
    /// <param name="recipe">The settings.</param>
    /// <param name="rule">How the model's inputs are made.</param>
    /// <param name="classes">Class names; null takes every folder.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="group">What a split may not tear apart; null: the contributor.</param>
    /// <exception cref="InputException">There is nothing to learn from, or nothing to validate on.</exception>
    internal static TrainingData Load(
        TrainingOptions options, StageRecipe recipe, Preprocessing rule, IReadOnlyList<string>? classes, CancellationToken cancellation,
        Func<PhotoFile, string?>? group = null)
    {
        var clock = Stopwatch.StartNew();
        Corrections? corrections = options.Corrections is null ? null : Corrections.Read(options.Corrections);
        DataRoot root = DataRoot.Open(options.Data);
        ImageFolder train, validation;
        if (root.IsSplit)
        {
            train = root.OpenSplit("train", classes, corrections: corrections);
            validation = root.OpenSplit("validation", train.Classes, requireAll: false, corrections: corrections);
        }
        else
        {
            (train, validation) = Split(ImageFolder.Open(options.Data, classes, corrections: corrections), group ?? (item => item.Sender));
        }
        AtomicFile.RequirePlace(options.Output);
        PhotoSet Decode(ImageFolder folder, int size) =>
            PhotoSet.Load(folder, rule.At(size), options.CacheDirectory, progress: options.Decoding, cancellation: cancellation);
        PhotoSet learning = Decode(train, StageRecipe.Scaled(recipe.TrainSize, rule.Size));
        try
        {
            return new TrainingData(learning, Decode(validation, rule.Size), rule, train.LeftOut, clock.Elapsed.TotalSeconds);
        }
        catch
        {
            learning.Dispose();
            throw;
        }
    }

    /// <summary>SHA-256 over the names, labels and pixels that are learnt from and validated on.</summary>
    internal static string Fingerprint(PhotoSet train, PhotoSet validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (PhotoSet set in new[] { train, validation })
        {
            foreach (PhotoFile item in set.Items)
                hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(item.Path)}\n{item.Label}\n"));
            for (int i = 0; i < set.Count; i++) // one by one: no span is as long as a large set
            {
                using Tensor picture = set.Pixels[i];
                hash.AppendData(picture.bytes);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
    }

    // The seed of the split is fixed: another --seed must not change what a figure is measured on.
    private static (ImageFolder Train, ImageFolder Validation) Split(ImageFolder folder, Func<PhotoFile, string?> group)
    {
        int[] labels = [.. folder.Items.Select(item => item.Label)];
        string?[] groups = [.. folder.Items.Select(group)];
        SplitIndices parts = StratifiedSplit.Of(labels, ValidationShare, seed: 0, groups.Any(name => name is not null) ? groups : null, folder.Classes);
        return (folder.Take(parts.Train), folder.Take(parts.Validation));
    }
}
