using System.Globalization;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary><c>train classifier</c>: from a folder of photos to a checkpoint with its log beside it.</summary>
public static class ClassifierTraining
{
    /// <summary>Trains a classifier and writes the best weights so far after each epoch that improves them.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops cleanly within a step; the best checkpoint so far stays, and <c>Resume</c> goes on.</param>
    /// <exception cref="InputException">Folder, files or settings cannot be used.</exception>
    public static TrainingReport Run(
        ClassifierTrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ClassifierRecipe recipe = options.Recipe.Classifier;
        string architecture = options.Architecture ?? options.Recipe.Architecture;
        if (recipe.LinearProbe && options.Weights is null)
            throw new InputException($"the recipe {options.Recipe.Name} starts from trained weights; give them with --weights FILE");
        Preprocessing rule = options.Preprocessing ?? Architectures.PreprocessingOf(architecture);
        using TrainingData data = TrainingData.Load(options, recipe, rule, options.Classes, cancellation);
        random.manual_seed(options.Seed);
        using ImageClassifier model = Architectures.Create(architecture, data.Train.Classes.Count);
        var (files, result) = Train(model, options, recipe, data.Train, data.Validation, progress, cancellation);
        return files.Report(result, data, model);
    }

    /// <summary>Trains a new model on pictures that are there, with the files of a run.</summary>
    internal static (RunFiles Files, TrainingResult Result) Train(
        ImageClassifier model, ClassifierTrainingOptions options, ClassifierRecipe recipe, PhotoSet train, PhotoSet validation,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (options.Weights is not null)
            PretrainedWeights.Load(model, options.Weights);
        model.Backbone.Freeze(options.Freeze);
        var metadata = new CheckpointMetadata
        {
            Task = TrainedModel.ClassifierTask,
            Architecture = model.Architecture,
            Classes = train.Classes,
            Preprocessing = validation.Preprocessing,
            EmbeddingDimension = model.FeatureSize,
            Options = new Dictionary<string, string> { ["frozen_stages"] = options.Freeze.ToString(CultureInfo.InvariantCulture) },
        };
        var files = new RunFiles(options, recipe, metadata, TrainingData.Fingerprint(train, validation), () => model.state_dict(), options.Weights);
        return (files, new ClassifierTrainer(model, train, validation).Train(recipe, files.Loop(progress, cancellation)));
    }
}
