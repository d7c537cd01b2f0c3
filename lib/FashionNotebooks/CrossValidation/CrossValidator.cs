using FashionNotebooks.Evaluation;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Training;
using static TorchSharp.torch;

namespace FashionNotebooks.CrossValidation;

/// <summary>
/// k-fold cross-validation of several architectures on the same folds (Stone, "Cross-Validatory Choice and Assessment of Statistical
/// Predictions", 1974), with the figures on worse pictures, and McNemar's test between each two.
/// </summary>
public static class CrossValidator
{
    /// <summary>Trains and scores all folds and writes the reports.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops within a step; the same command goes on there.</param>
    /// <returns>All figures, as in <c>report.json</c>.</returns>
    /// <exception cref="InputException">Files or settings cannot be used, or the output holds another run.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CrossValidationResult Run(
        CrossValidationOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        AtomicFile.RequirePlace(Path.Combine(options.Output, "report.json"));
        CrossValidationData data = CrossValidationData.Open(options, cancellation);
        IReadOnlyList<string> classes = data.Folder.Classes;
        FoldTraining[] trainings = [.. options.Architectures.Distinct().Select(name => new FoldTraining(options, name, classes))];
        IReadOnlyList<Fold> folds = FoldPlan.Make(data.Labels, options.Folds, options.Seed, data.Senders, options.Balance, classes);
        var results = new List<ArchitectureResult>();
        foreach (var (name, training) in options.Architectures.Distinct().Zip(trainings))
        {
            using PhotoSet seen = data.Load(training.Rule, cancellation), learnt = data.LoadForTraining(training.Rule, training.Settings, cancellation);
            FoldResult[] done = [.. folds.Select(fold => training.Run(fold, learnt, seen, progress, cancellation))];
            string? weights = training.Weights is null ? null : Path.GetFileName(training.Weights);
            results.Add(ArchitectureResult.Of(name, weights, training.Recipe.Name, training.Cost(), done, classes));
        }
        CrossValidationResult result = new(
            data.Labels.Count, classes.Zip(data.Folder.Counts).ToDictionary(pair => pair.First, pair => pair.Second), folds.Count,
            data.Senders?.OfType<string>().Distinct().Count() ?? 0, options.Balance, options.Size, options.Seed, get_num_threads(),
            Baselines(data, folds, options, cancellation), results, ModelComparison.Of(results), data.Problems);
        ReportFiles.Write(options.Output, result);
        return result;
    }

    private static Dictionary<string, SpreadFigures> Baselines(
        CrossValidationData data, IReadOnlyList<Fold> folds, CrossValidationOptions options, CancellationToken cancellation)
    {
        using PhotoSet photos = data.Load(new Preprocessing(options.Size), cancellation);
        IReadOnlyList<int> labels = data.Labels;
        int[] Labels(IReadOnlyList<int> part) => [.. part.Select(picture => labels[picture])];
        // All pictures that are not held out: a baseline needs no balance.
        int[] Rest(Fold fold) => [.. Enumerable.Range(0, labels.Count).Except(fold.Validation)];
        return new Dictionary<string, SpreadFigures>
        {
            ["majority class"] = SpreadFigures.Of([.. folds.Select(fold =>
                Figures.Of(Evaluation.Baselines.Majority(Labels(Rest(fold)), Labels(fold.Validation), photos.Classes)))]),
            ["nearest 16×16 grey pixels"] = SpreadFigures.Of([.. folds.Select(fold =>
                Figures.Of(Evaluation.Baselines.NearestNeighbour(Grey(photos, Rest(fold)), Grey(photos, fold.Validation), photos.Classes)))]),
        };
    }

    private static EmbeddingSet Grey(PhotoSet photos, IReadOnlyList<int> part)
    {
        using PhotoSet some = photos.Take(part);
        int size = some.Preprocessing.Size, bytes = 3 * size * size;
        byte[] pixels = some.Pixels.data<byte>().ToArray();
        float[] vectors = [.. Enumerable.Range(0, some.Count).SelectMany(i => GreyPixels.Of(pixels.AsSpan(i * bytes, bytes), size))];
        return new EmbeddingSet(vectors, SearchEvaluation.Items(some));
    }
}
