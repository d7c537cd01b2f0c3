using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Training;
using static TorchSharp.torch;

namespace FashionNotebooks.CrossValidation;

/// <summary>Trains and scores one architecture, fold after fold; a fold that is there already is read, one that was stopped goes on.</summary>
internal sealed class FoldTraining
{
    private readonly CrossValidationOptions options;
    private readonly string architecture;
    private readonly string directory;
    private readonly Preprocessing rule;
    private readonly IReadOnlyList<string> classes;

    internal FoldTraining(CrossValidationOptions options, string architecture, IReadOnlyList<string> classes)
    {
        this.options = options;
        this.architecture = architecture;
        this.classes = classes;
        directory = options.Architectures.Count == 1 ? options.Output : Path.Combine(options.Output, architecture);
        Weights = WeightsFolder.Find(options.Weights, architecture, options.Architectures.Count);
        Recipe = options.Recipe ?? (Weights is not null && Architectures.HasPublishedWeights(architecture) ? Recipe.Finetune : Recipe.CrossValidation);
        Settings = options.Adjust(Recipe.Classifier);
        rule = new Preprocessing(options.Size, Normalize: Architectures.PreprocessingOf(architecture).Normalize);
        if (Settings.LinearProbe && Weights is null)
            throw new InputException($"the recipe {Recipe.Name} starts from trained weights, and there are none for {architecture}; give trained weights");
        if (options.Freeze > 0 && Weights is null)
            throw new InputException($"random weights of {architecture} would stay random when frozen; give trained weights");
    }

    /// <summary>How the architecture's inputs are made.</summary>
    internal Preprocessing Rule => rule;

    /// <summary>The file to start from, if any.</summary>
    internal string? Weights { get; }

    /// <summary>The recipe before changes.</summary>
    internal Recipe Recipe { get; }

    /// <summary>The settings with changes.</summary>
    internal ClassifierRecipe Settings { get; }

    /// <summary>Runs a fold.</summary>
    /// <param name="fold">Its pictures.</param>
    /// <param name="training">All pictures, as training reads them.</param>
    /// <param name="seen">All pictures, as the model sees them.</param>
    /// <param name="progress">Who listens.</param>
    /// <param name="cancellation">Stops; what was computed stays.</param>
    internal FoldResult Run(Fold fold, PhotoSet training, PhotoSet seen, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using PhotoSet train = training.Take(fold.Train), validation = seen.Take(fold.Validation);
        string model = Path.Combine(directory, $"model_fold{fold.Number}.safetensors"), record = Path.Combine(directory, $"fold{fold.Number}.json");
        var data = new TrainingData(train, validation);
        string fingerprint = Fingerprint(data);
        if (Finished(record, fingerprint) is { } done)
            return done;
        var run = new ClassifierTraining
        {
            Data = options.Data,
            Output = model,
            Recipe = Recipe with { Classifier = Settings },
            Seed = options.Seed,
            Weights = Weights,
            Freeze = options.Freeze,
            Resume = true,
        };
        var listener = new NamedProgress(progress, $"{architecture} fold {fold.Number}/{options.Folds}");
        TrainingResult result = run.Train(architecture, data, listener, cancellation).Result;
        cancellation.ThrowIfCancellationRequested();
        FoldResult scored = Score(fold, fingerprint, result, model, validation, cancellation);
        AtomicFile.WriteText(Path.Combine(directory, $"fold{fold.Number}_report.txt"), FoldText.Of(architecture, scored, classes));
        AtomicFile.WriteText(record, JsonSerializer.Serialize(scored, ReportFiles.Json));
        File.Delete(model + ".state");
        return scored;
    }

    /// <summary>Parameters, multiply-accumulates and the median time of one picture.</summary>
    internal (long Parameters, long Macs, double Milliseconds) Cost()
    {
        using var scope = NewDisposeScope();
        using ImageClassifier model = Architectures.Create(architecture, classes.Count);
        ModelSummary summary = ModelSummary.Of(model, rule.Size);
        return (summary.Parameters, summary.Macs, InferenceTime.Milliseconds(model, rule.Size));
    }

    private FoldResult Score(Fold fold, string fingerprint, TrainingResult result, string path, PhotoSet validation, CancellationToken cancellation)
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
            pair => pair.Item, pair => ClassificationMetrics.ArgMax(clean.AsSpan(pair.Index * classes.Count, classes.Count)) == labels[pair.Index]);
        return new FoldResult(
            fold.Number, fingerprint, fold.Train.Count, result.BestEpoch, result.History.Sum(epoch => epoch.Seconds), result.History,
            ClassificationMetrics.Of(labels, clean, classes), corrupted, right);
    }

    private string Fingerprint(TrainingData data)
    {
        string text = string.Join('\n', architecture, JsonSerializer.Serialize(Settings), rule, options.Seed, options.Freeze, string.Join(' ', options.Noise),
            data.Fingerprint, Weights is null ? "" : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Weights))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static FoldResult? Finished(string record, string fingerprint)
    {
        if (!File.Exists(record))
            return null;
        FoldResult? found = ReportFiles.Read<FoldResult>(record);
        return found?.Fingerprint == fingerprint
            ? found
            : throw new InputException($"'{record}' belongs to a run with other data or settings; repeat that run, or choose another folder");
    }
}
