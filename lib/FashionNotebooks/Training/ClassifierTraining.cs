using System.Globalization;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Data;
using FashionNotebooks.Models;
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
        if (options.Weights is not null)
            PretrainedWeights.Load(model, options.Weights);
        model.Backbone.Freeze(options.Freeze);
        var metadata = new CheckpointMetadata
        {
            Task = TrainedModel.ClassifierTask,
            Architecture = architecture,
            Classes = data.Train.Classes,
            Preprocessing = data.Preprocessing,
            EmbeddingDimension = model.FeatureSize,
            Options = new Dictionary<string, string> { ["frozen_stages"] = options.Freeze.ToString(CultureInfo.InvariantCulture) },
        };
        var files = new RunFiles(options, recipe, metadata, data.Fingerprint(), () => model.state_dict(), options.Weights);
        var trainer = new ClassifierTrainer(model, data.Train, data.Validation);
        TrainingResult result = trainer.Train(recipe, files.Loop(progress, cancellation));
        return files.Report(result, data, model);
    }
}
