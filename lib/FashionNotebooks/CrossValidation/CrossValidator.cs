namespace FashionNotebooks.CrossValidation;

/// <summary>
/// k-fold cross-validation of several architectures on the same folds (Stone, "Cross-Validatory Choice and Assessment of Statistical
/// Predictions", 1974), with the figures on worse photos, and McNemar's test between each two.
/// </summary>
public sealed class CrossValidator
{
    private readonly CrossValidationOptions options;
    private readonly CancellationToken cancellation;

    private CrossValidator(CrossValidationOptions options, CancellationToken cancellation) =>
        (this.options, this.cancellation) = (options, cancellation);

    /// <summary>Trains and scores all folds and writes the reports.</summary>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops within a step; the same run goes on there.</param>
    /// <returns>All figures, as in <c>report.json</c>.</returns>
    /// <exception cref="InputException">Files or settings cannot be used, or the output holds another run.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CrossValidationResult Run(
        CrossValidationOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        AtomicFile.RequirePlace(Path.Combine(options.Output, "report.json"));
        return new CrossValidator(options, cancellation).Run(progress);
    }

    private CrossValidationResult Run(IProgress<TrainingProgress>? progress)
    {
        (ImageFolder folder, IReadOnlyList<FileProblem> problems) = Readable(Find());
        int[] labels = [.. folder.Items.Select(photo => photo.Label)];
        string?[] senders = [.. folder.Items.Select(photo => photo.Sender)];
        foreach (var (name, count) in folder.Classes.Zip(folder.Counts).Where(pair => pair.Second < options.Folds))
            options.Notes?.Report($"'{name}' has {count} photos for {options.Folds} folds: some hold none of it out");
        int contributors = senders.OfType<string>().Distinct().Count();
        FoldTraining[] trainings = [.. options.Architectures.Distinct().Select(name => new FoldTraining(options, name, folder.Classes))];
        IReadOnlyList<Fold> folds = FoldPlan.Make(
            labels, options.Folds, options.Seed, contributors > 0 ? senders : null, options.Balance, folder.Classes);
        var results = new List<ArchitectureResult>();
        foreach (FoldTraining training in trainings)
        {
            using PhotoSet seen = Decode(folder, training.Rule), learnt = Decode(folder, training.TrainingRule);
            FoldResult[] done = [.. folds.Select(fold => training.Run(fold, learnt, seen, progress, cancellation))];
            results.Add(training.Result(done));
        }
        CrossValidationResult result = new(
            labels.Length, folder.Classes.Zip(folder.Counts).ToDictionary(pair => pair.First, pair => pair.Second), folds.Count,
            contributors, options.Balance, options.Size, options.Seed, get_num_threads(),
            Baselines(folder, labels, folds), results, ModelComparison.Of(results), problems);
        ReportFiles.Write(options.Output, result);
        return result;
    }

    private ImageFolder Find()
    {
        Corrections? corrections = options.Corrections is null ? null : Corrections.Read(options.Corrections);
        DataRoot root = DataRoot.Open(options.Data);
        string directory = root.IsSplit ? Path.Combine(root.Path, "train") : root.Path;
        return options.Labels is null
            ? ImageFolder.Open(directory, options.Classes, corrections: corrections)
            : ImageFolder.OpenByRules(directory, LabelRules.Read(options.Labels), corrections);
    }

    // Folds are made of the photos that can be decoded.
    private (ImageFolder Folder, IReadOnlyList<FileProblem> Problems) Readable(ImageFolder folder)
    {
        using PhotoSet decoded = Decode(folder, new Preprocessing(options.Size));
        HashSet<PhotoFile> good = [.. decoded.Items];
        return (folder.Take([.. Enumerable.Range(0, folder.Items.Count).Where(i => good.Contains(folder.Items[i]))]), decoded.Problems);
    }

    private PhotoSet Decode(ImageFolder folder, Preprocessing rule) =>
        PhotoSet.Load(folder, rule, options.CacheDirectory, progress: options.Decoding, cancellation: cancellation);

    private Dictionary<string, SpreadFigures> Baselines(ImageFolder folder, int[] labels, IReadOnlyList<Fold> folds)
    {
        using PhotoSet photos = Decode(folder, new Preprocessing(options.Size));
        int[] Labels(IReadOnlyList<int> part) => [.. part.Select(photo => labels[photo])];
        // All photos that are not held out: a baseline needs no balance.
        int[] Rest(Fold fold) => [.. Enumerable.Range(0, labels.Length).Except(fold.Validation)];
        SpreadFigures Over(Func<Fold, ClassificationReport> measure) =>
            SpreadFigures.Of([.. folds.Select(fold => Figures.Of(measure(fold)))]);
        return new Dictionary<string, SpreadFigures>
        {
            ["majority class"] = Over(fold => Evaluation.Baselines.Majority(Labels(Rest(fold)), Labels(fold.Validation), photos.Classes)),
            ["nearest 16×16 grey pixels"] = Over(fold =>
                Evaluation.Baselines.NearestNeighbour(Grey(photos, Rest(fold)), Grey(photos, fold.Validation), photos.Classes)),
        };
    }

    private static EmbeddingSet Grey(PhotoSet photos, IReadOnlyList<int> part)
    {
        using PhotoSet some = photos.Take(part);
        int size = some.Preprocessing.Size, bytes = 3 * size * size;
        byte[] pixels = some.Pixels.data<byte>().ToArray();
        float[] vectors = [.. Enumerable.Range(0, some.Count).SelectMany(i => GreyPixels.Of(pixels.AsSpan(i * bytes, bytes), size))];
        return new EmbeddingSet(vectors, SearchEvaluation.Photos(some));
    }
}
