using System.Globalization;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary><c>train siamese</c>: from a classifier's checkpoint and photos to an encoder's checkpoint with its log beside it.</summary>
public static class SiameseTraining
{
    /// <summary>Trains an encoder and writes the best weights so far after each epoch that improves them.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Hears of every step and epoch.</param>
    /// <param name="cancellation">Stops cleanly within a step; the best checkpoint so far stays, and <c>Resume</c> goes on.</param>
    /// <exception cref="InputException">Folder, files or settings cannot be used.</exception>
    public static TrainingReport Run(
        SiameseTrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        SiameseRecipe recipe = options.Recipe.Siamese;
        using TrainedModel source = TrainedModel.Load(options.From);
        using TrainingData data = TrainingData.Load(options, recipe, options.Preprocessing ?? source.Preprocessing, source.Classes, cancellation);
        random.manual_seed(options.Seed);
        using var encoder = new SiameseEncoder(source.Encoder.Backbone, source.Encoder.UnitLength, recipe.Projection, recipe.Centred);
        using var network = new SiameseNetwork(encoder);
        var metadata = new CheckpointMetadata
        {
            Task = TrainedModel.SiameseTask,
            Architecture = source.Metadata.Architecture,
            Classes = source.Classes,
            Preprocessing = data.Preprocessing,
            EmbeddingDimension = encoder.FeatureSize,
            Options = new Dictionary<string, string>
            {
                [TrainedModel.ProjectionOption] = recipe.Projection.ToString(CultureInfo.InvariantCulture),
                [TrainedModel.CentredOption] = encoder.Centred ? "true" : "false",
            },
        };
        var files = new RunFiles(options, recipe, metadata, TrainingData.Fingerprint(data.Train, data.Validation), () => network.state_dict(), options.From);
        var trainer = new SiameseTrainer(network, data.Train, data.Validation);
        TrainingResult result = trainer.Train(recipe, files.Loop(progress, cancellation));
        return files.Report(result, data, network);
    }
}
