namespace FashionNotebooks.Training;

public sealed record ClassifierTraining : TrainingRun
{
    /// <summary>Classes in the order of their labels; null takes every class folder in ordinal order.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>One of <see cref="Architectures.Names"/>; null takes the recipe's.</summary>
    public string? Architecture { get; init; }

    /// <summary>A checkpoint or state dict to start from; a head for other classes is left out. Null starts from random weights.</summary>
    public string? Weights { get; init; }

    /// <summary>Stages of the backbone, from the photo upwards, that do not learn; needs <see cref="Weights"/>.</summary>
    public int Freeze { get; init; }

    public override TrainingReport Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        string architecture = Architecture ?? Recipe.Architecture;
        if (Recipe.Classifier.LinearProbe && Weights is null)
            throw new InputException($"the recipe {Recipe.Name} starts from trained weights; name a file of weights for {architecture}");
        Preprocessing rule = Preprocessing ?? Architectures.PreprocessingOf(architecture);
        using TrainingData data = TrainingData.Load(this, Recipe.Classifier, rule, Classes, cancellation);
        return Train(architecture, data, progress, cancellation);
    }

    /// <summary>Trains a new model on photos that are there.</summary>
    internal TrainingReport Train(
        string architecture, TrainingData data, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        random.manual_seed(Seed);
        using ImageClassifier model = Architectures.Create(architecture, data.Train.Classes.Count);
        if (Weights is not null)
            PretrainedWeights.Load(model, Weights, Notes);
        model.Backbone.Freeze(Freeze);
        var options = new Dictionary<string, string> { [TrainedModel.FrozenOption] = Freeze.ToString(CultureInfo.InvariantCulture) };
        using var objective = new ClassificationObjective(model, data.Train, data.Validation, Recipe.Classifier, Seed);
        return Train(objective, data, architecture, model.FeatureSize, options, Weights, progress, cancellation);
    }
}
