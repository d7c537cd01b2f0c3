using System.Diagnostics;

namespace FashionNotebooks.CrossValidation;

/// <summary>
/// Trains and scores one architecture, fold after fold; a fold that is there already is read, one that was stopped goes on.
/// </summary>
internal sealed class FoldTraining
{
    private const int WarmUp = 5, TimedRuns = 25;
    private readonly CrossValidationOptions options;
    private readonly string architecture;
    private readonly string directory;
    private readonly string? weights;
    private readonly Recipe recipe;
    private readonly IReadOnlyList<string> classes;

    internal FoldTraining(CrossValidationOptions options, string architecture, IReadOnlyList<string> classes)
    {
        (this.options, this.architecture, this.classes) = (options, architecture, classes);
        int nets = options.Architectures.Distinct().Count();
        directory = nets == 1 ? options.Output : Path.Combine(options.Output, architecture);
        weights = WeightsFolder.Find(options.Weights, architecture, nets);
        Recipe start = options.Recipe
            ?? (weights is not null && Architectures.HasPublishedWeights(architecture) ? Recipe.Finetune : Recipe.CrossValidation);
        recipe = start with { Classifier = options.Adjust(start.Classifier) };
        Rule = new Preprocessing(options.Size, Normalize: Architectures.PreprocessingOf(architecture).Normalize);
        if (recipe.Classifier.LinearProbe && weights is null)
            throw new InputException(
                $"the recipe {recipe.Name} starts from trained weights, and there are none for {architecture}; give trained weights");
        if (options.Freeze > 0 && weights is null)
            throw new InputException($"random weights of {architecture} would stay random when frozen; give trained weights");
    }

    internal Preprocessing Rule { get; }

    /// <summary>The same for learning: larger as far as the recipe wants room to move and zoom.</summary>
    internal Preprocessing TrainingRule => Rule with { Size = StageRecipe.Scaled(recipe.Classifier.TrainSize, Rule.Size) };

    internal FoldResult Run(
        Fold fold, PhotoSet learnt, PhotoSet seen, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var data = new TrainingData(learnt.Take(fold.Train), seen.Take(fold.Validation));
        string record = Path.Combine(directory, $"fold{fold.Number}.json"), fingerprint = Fingerprint(data);
        if (Finished(record, fingerprint) is { } done)
            return done;
        var run = new ClassifierTraining
        {
            Data = options.Data,
            Output = Path.Combine(directory, $"model_fold{fold.Number}.safetensors"),
            Recipe = recipe,
            Seed = options.Seed,
            Weights = weights,
            Freeze = options.Freeze,
            Resume = true,
        };
        var listener = new NamedProgress(progress, $"{architecture} fold {fold.Number}/{options.Folds}");
        TrainingResult result = run.Train(architecture, data, listener, cancellation).Result;
        cancellation.ThrowIfCancellationRequested();
        FoldResult scored = Score(fold, fingerprint, result, run.Output, data.Validation, cancellation);
        AtomicFile.WriteText(Path.Combine(directory, $"fold{fold.Number}_report.txt"), ReportFiles.Text(architecture, scored, classes));
        AtomicFile.WriteText(record, JsonSerializer.Serialize(scored, ReportFiles.Json));
        File.Delete(run.Output + ".state");
        return scored;
    }

    /// <summary>Sums up all folds, and measures what a photo costs.</summary>
    internal ArchitectureResult Result(IReadOnlyList<FoldResult> folds)
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(architecture, classes.Count);
        ModelSummary summary = ModelSummary.Of(model, Rule.Size);
        int[][] confusion =
            [.. classes.Select((_, row) => classes.Select((_, column) => folds.Sum(fold => fold.Clean.Confusion[row][column])).ToArray())];
        int right = folds.Sum(fold => fold.Right.Values.Count(hit => hit)), all = folds.Sum(fold => fold.Right.Count);
        return new ArchitectureResult(
            architecture, Path.GetFileName(weights), recipe.Name, summary.Parameters, summary.Macs, Milliseconds(model),
            SpreadFigures.Of([.. folds.Select(fold => Figures.Of(fold.Clean))]),
            folds[0].Corrupted.Keys.ToDictionary(key => key, key => SpreadFigures.Of([.. folds.Select(fold => fold.Corrupted[key])])),
            ConfidenceIntervals.Wilson(right, all),
            classes.Index().ToDictionary(pair => pair.Item, pair => ClassScores.Of(confusion, pair.Index)),
            confusion, folds);
    }

    // The median of several runs, from bytes to scores.
    private double Milliseconds(ImageClassifier model)
    {
        using var predictor = new Predictor(model);
        using Tensor photo = zeros(1, 3, Rule.Size, Rule.Size, dtype: ScalarType.Byte);
        var times = new double[TimedRuns];
        for (int run = -WarmUp; run < TimedRuns; run++)
        {
            long start = Stopwatch.GetTimestamp();
            predictor.Logits(photo);
            if (run >= 0)
                times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return times.Order().ElementAt(TimedRuns / 2);
    }

    private FoldResult Score(
        Fold fold, string fingerprint, TrainingResult result, string path, PhotoSet validation, CancellationToken cancellation)
    {
        using TrainedModel model = TrainedModel.Load(path);
        int[] labels = [.. validation.LabelList];
        float[] Scores(Tensor pixels) => model.Predictor.Probabilities(pixels, model.FlipAverage, cancellation).Values;
        float[] clean = Scores(validation.Pixels);
        var corrupted = new Dictionary<string, Figures>();
        foreach (Corruption corruption in Corruption.Sweep(options.Noise))
        {
            using Tensor worse = corruption.Apply(validation.Pixels, options.Seed);
            corrupted[corruption.ToString()] = Figures.Of(ClassificationMetrics.Of(labels, Scores(worse), classes));
        }
        var right = fold.Validation.Index().ToDictionary(
            pair => pair.Item, pair =>
                ClassificationMetrics.ArgMax(clean.AsSpan(pair.Index * classes.Count, classes.Count)) == labels[pair.Index]);
        return new FoldResult(
            fold.Number, fingerprint, fold.Train.Count, result.BestEpoch, result.History.Sum(epoch => epoch.Seconds), result.History,
            ClassificationMetrics.Of(labels, clean, classes), corrupted, right);
    }

    private string Fingerprint(TrainingData data) => DataFingerprint.OfText(string.Join(
        '\n', architecture, JsonSerializer.Serialize(recipe.Classifier), Rule, options.Seed, options.Freeze,
        string.Join(' ', options.Noise), data.Fingerprint, weights is null ? "" : DataFingerprint.OfFile(weights)));

    private static FoldResult? Finished(string record, string fingerprint)
    {
        if (!File.Exists(record))
            return null;
        FoldResult? found = ReportFiles.Read<FoldResult>(record);
        return found?.Fingerprint == fingerprint
            ? found
            : throw new InputException(
                $"'{record}' belongs to a run with other data or settings; repeat that run, or choose another folder");
    }

    // Says of what is being trained.
    private sealed class NamedProgress(IProgress<TrainingProgress>? listener, string name) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            listener?.Report(value with { Stage = name, Record = value.Record is { } record ? record with { Stage = name } : null });
    }
}
