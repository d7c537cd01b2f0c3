namespace FashionNotebooks.Training;

/// <summary>Trains an encoder from a classifier's backbone, so that near embeddings mean the same class.</summary>
public sealed record SiameseTraining : TrainingRun
{
    /// <summary>The classifier's (or an earlier encoder's) checkpoint; its backbone, classes and preprocessing are taken over.</summary>
    public required string From { get; init; }

    /// <summary>The checkpoint of a larger model whose likenesses are learnt too; null for none. Its share is the recipe's.</summary>
    public string? Teacher { get; init; }

    public override TrainingReport Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        SiameseRecipe recipe = Recipe.Siamese;
        using TrainedModel source = TrainedModel.Load(From);
        using TrainingData data = TrainingData.Load(this, recipe, Preprocessing ?? source.Preprocessing, source.Classes, cancellation);
        Matrix? taught = Teacher is null ? null : Taught(Teacher, data.Train, cancellation);
        random.manual_seed(Seed);
        using var encoder = new SiameseEncoder(source.Encoder.Backbone, source.Encoder.UnitLength, recipe.Projection, recipe.Centred);
        using var network = new SiameseNetwork(encoder);
        var options = new Dictionary<string, string>
        {
            [TrainedModel.ProjectionOption] = recipe.Projection.ToString(CultureInfo.InvariantCulture),
            [TrainedModel.CentredOption] = encoder.Centred ? "true" : "false",
        };
        if (Teacher is not null)
            options["teacher"] = TeacherName(Teacher);
        using var objective = new MetricObjective(network, data.Train, data.Validation, recipe, Seed, taught);
        return Train(objective, data, source.Metadata.Architecture, encoder.FeatureSize, options, From, progress, cancellation);
    }

    // Its hash tells a run that goes on whether the teacher is still the same.
    private static string TeacherName(string file) => $"{Path.GetFileName(file)} ({IndexModel.Of(file).Sha256[..8]})";

    // The photos as they are, at the teacher's own size.
    private Matrix Taught(string file, PhotoSet train, CancellationToken cancellation)
    {
        using TrainedModel teacher = TrainedModel.Load(file);
        using PhotoSet photos = PhotoSet.Load(
            train.Folder, teacher.Preprocessing, CacheDirectory, progress: Decoding, cancellation: cancellation);
        return teacher.Predictor.Embed(photos.Pixels, cancellation);
    }
}
