namespace FashionNotebooks.Training;

/// <summary>
/// Trains an encoder that tells garments apart, from photos whose garments are known; its file holds threshold and calibration.
/// </summary>
public sealed record FineGrainedTraining : TrainingRun
{
    /// <summary>One of <see cref="Architectures.Names"/>; null takes the recipe's.</summary>
    public string? Architecture { get; init; }

    /// <summary>A classifier's checkpoint or state dict to take the backbone from; null starts from random weights.</summary>
    public string? Weights { get; init; }

    public override TrainingReport Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        FineGrainedRecipe recipe = Recipe.FineGrained;
        string architecture = Architecture ?? Recipe.Architecture;
        GarmentNames garments = GarmentNames.Near(Data);
        Preprocessing own = Architectures.PreprocessingOf(architecture);
        Preprocessing rule = Preprocessing ?? own.At(Math.Max(own.Size, recipe.InputSize));
        // An unsplit folder is cut by garment: none is in both parts.
        using TrainingData data = TrainingData.Load(this, recipe, rule, classes: null, cancellation, photo => garments.Of(photo.Path));
        random.manual_seed(Seed);
        using ImageClassifier owner = Architectures.Create(architecture, Math.Max(2, data.Train.Classes.Count));
        if (Weights is not null)
            PretrainedWeights.Load(owner, Weights, Notes);
        owner.Backbone.Freeze(recipe.FrozenStages);
        using var encoder = new FineGrainedEncoder(owner.Backbone, recipe.Model);
        Dictionary<string, string> options = recipe.Model.ToMetadata();
        options[TrainedModel.FrozenOption] = recipe.FrozenStages.ToString(CultureInfo.InvariantCulture);
        using var objective = new FineGrainedObjective(encoder, data.Train, data.Validation, garments, recipe, Seed);
        TrainingReport report = Train(objective, data, architecture, encoder.FeatureSize, options, Weights, progress, cancellation);
        return report with { SingleGarments = objective.SingleGarments };
    }
}
