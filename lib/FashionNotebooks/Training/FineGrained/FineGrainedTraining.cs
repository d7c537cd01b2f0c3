using System.Globalization;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Garments;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary><c>train finegrained</c>: from photos whose items are known to an encoder's checkpoint with its log beside it.</summary>
public static class FineGrainedTraining
{
    /// <summary>Trains an encoder and writes the best weights so far, with threshold and calibration, after each epoch that improves them.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops cleanly within a step; the best checkpoint so far stays, and <c>Resume</c> goes on.</param>
    /// <exception cref="InputException">Folder, files or settings cannot be used.</exception>
    public static TrainingReport Run(
        FineGrainedTrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        FineGrainedRecipe recipe = options.Recipe.FineGrained;
        string architecture = options.Architecture ?? options.Recipe.Architecture;
        GarmentNames items = GarmentNames.Near(options.Data);
        Preprocessing own = Architectures.PreprocessingOf(architecture);
        Preprocessing rule = options.Preprocessing ?? own.At(Math.Max(own.Size, recipe.InputSize));
        // An unsplit folder is cut by item: no garment is in both parts.
        using TrainingData data = TrainingData.Load(options, recipe, rule, classes: null, cancellation, item => items.Of(item.Path));
        random.manual_seed(options.Seed);
        using ImageClassifier owner = Architectures.Create(architecture, Math.Max(2, data.Train.Classes.Count));
        if (options.Weights is not null)
            PretrainedWeights.Load(owner, options.Weights);
        owner.Backbone.Freeze(recipe.FrozenStages);
        using var encoder = new FineGrainedEncoder(owner.Backbone, recipe.Model);
        var metadata = new CheckpointMetadata
        {
            Task = TrainedModel.FineGrainedTask,
            Architecture = architecture,
            Classes = data.Train.Classes,
            Preprocessing = data.Preprocessing,
            EmbeddingDimension = encoder.FeatureSize,
            Options = new Dictionary<string, string>(recipe.Model.ToMetadata()) { ["frozen_stages"] = recipe.FrozenStages.ToString(CultureInfo.InvariantCulture) },
        };
        var files = new RunFiles(options, recipe, metadata, TrainingData.Fingerprint(data.Train, data.Validation), () => encoder.state_dict(), options.Weights);
        var trainer = new FineGrainedTrainer(encoder, data.Train, data.Validation, items);
        TrainingResult result = trainer.Train(recipe, files.Loop(progress, cancellation));
        return files.Report(result, data, encoder) with { SingleItems = trainer.SingleItems };
    }
}
