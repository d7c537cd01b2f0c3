namespace FashionNotebooks.Training;

/// <summary>Trains an encoder from a classifier's backbone, so that near embeddings mean the same class.</summary>
public sealed record SiameseTraining : TrainingRun
{
    /// <summary>The classifier's (or an earlier encoder's) checkpoint; its backbone, classes and preprocessing are taken over.</summary>
    public required string From { get; init; }

    public override TrainingReport Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        SiameseRecipe recipe = Recipe.Siamese;
        using TrainedModel source = TrainedModel.Load(From);
        using TrainingData data = TrainingData.Load(this, recipe, Preprocessing ?? source.Preprocessing, source.Classes, cancellation);
        random.manual_seed(Seed);
        using var encoder = new SiameseEncoder(source.Encoder.Backbone, source.Encoder.UnitLength, recipe.Projection, recipe.Centred);
        using var network = new SiameseNetwork(encoder);
        var metadata = new CheckpointMetadata
        {
            Task = TrainedModel.SiameseTask,
            Architecture = source.Metadata.Architecture,
            Classes = source.Classes,
            Preprocessing = data.Validation.Preprocessing,
            EmbeddingDimension = encoder.FeatureSize,
            Options = new Dictionary<string, string>
            {
                [TrainedModel.ProjectionOption] = recipe.Projection.ToString(CultureInfo.InvariantCulture),
                [TrainedModel.CentredOption] = encoder.Centred ? "true" : "false",
            },
        };
        using var objective = new MetricObjective(network, data.Train, data.Validation, recipe, Seed);
        return Train(objective, data, metadata, From, progress, cancellation);
    }
}
