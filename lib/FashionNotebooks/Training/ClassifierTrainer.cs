using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Trains a classifier in memory: <c>new ClassifierTrainer(model, train, validation).Train(epochs: 5, lr: 0.01)</c>.</summary>
public sealed class ClassifierTrainer
{
    private readonly ImageClassifier model;
    private readonly PhotoSet train;
    private readonly PhotoSet validation;

    /// <summary>Makes a trainer; nothing runs yet.</summary>
    /// <param name="model">The classifier; training changes it.</param>
    /// <param name="train">Photos to learn from; at least 2.</param>
    /// <param name="validation">Photos that decide which epoch is kept; the same classes.</param>
    public ClassifierTrainer(ImageClassifier model, PhotoSet train, PhotoSet validation)
    {
        this.model = model ?? throw new ArgumentNullException(nameof(model));
        this.train = train ?? throw new ArgumentNullException(nameof(train));
        this.validation = validation ?? throw new ArgumentNullException(nameof(validation));
    }

    /// <summary>Every setting; the reference's unless changed.</summary>
    public ClassifierRecipe Recipe { get; init; } = new();

    /// <summary>Decides shuffling, augmentation and dropout. The initial weights are the model's own.</summary>
    public long Seed { get; init; }

    /// <summary>Trains with the recipe's settings but this number of epochs and this step size.</summary>
    public TrainingResult Train(int epochs, double lr, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe with { Epochs = epochs, LearningRate = lr }, new LoopOptions { Seed = Seed, Progress = progress, Cancellation = cancellation });

    /// <summary>Trains with the recipe's settings; the model then has the weights of the kept epoch, in evaluation mode.</summary>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe, new LoopOptions { Seed = Seed, Progress = progress, Cancellation = cancellation });

    internal TrainingResult Train(ClassifierRecipe recipe, LoopOptions options)
    {
        StageChecks.Check(recipe, train, validation, model.ClassCount);
        if (recipe.ChannelsLast)
            ChannelsLast.Convert(model.parameters());
        if (recipe.LinearProbe)
            LinearProbe.Fit(model, train, validation.Preprocessing, options.Cancellation);
        using var stage = new ClassifierStage(model, train, validation, recipe, options.Seed);
        double? probe = recipe.LinearProbe ? Score(stage) : null;
        using var loop = new TrainingLoop(stage, options);
        return loop.Run() with { ProbeAccuracy = probe };
    }

    private static double Score(ClassifierStage stage)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        return stage.Evaluate().Value;
    }
}
