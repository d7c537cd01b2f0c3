using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;

namespace FashionNotebooks.Training;

/// <summary>Trains a Siamese network in memory: <c>new SiameseTrainer(network, train, validation).Train(epochs: 5, lr: 0.001)</c>.</summary>
public sealed class SiameseTrainer
{
    private readonly SiameseNetwork network;
    private readonly PhotoSet train;
    private readonly PhotoSet validation;

    /// <summary>Makes a trainer; nothing runs yet.</summary>
    /// <param name="network">The network; training changes it, and with it the backbone it took over.</param>
    /// <param name="train">Photos to learn from, of at least two classes.</param>
    /// <param name="validation">Photos that decide which epoch is kept; the same classes.</param>
    public SiameseTrainer(SiameseNetwork network, PhotoSet train, PhotoSet validation)
    {
        this.network = network ?? throw new ArgumentNullException(nameof(network));
        this.train = train ?? throw new ArgumentNullException(nameof(train));
        this.validation = validation ?? throw new ArgumentNullException(nameof(validation));
    }

    /// <summary>Every setting; the reference's unless changed.</summary>
    public SiameseRecipe Recipe { get; init; } = new();

    /// <summary>Decides triplets, augmentation and dropout. The initial weights are the network's own.</summary>
    public long Seed { get; init; }

    /// <summary>Trains with the recipe's settings but this number of epochs and this step size.</summary>
    public TrainingResult Train(int epochs, double lr, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe with { Epochs = epochs, LearningRate = lr }, new LoopOptions { Seed = Seed, Progress = progress, Cancellation = cancellation });

    /// <summary>Trains with the recipe's settings; the network then has the weights of the kept epoch, in evaluation mode.</summary>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Train(Recipe, new LoopOptions { Seed = Seed, Progress = progress, Cancellation = cancellation });

    internal TrainingResult Train(SiameseRecipe recipe, LoopOptions options)
    {
        StageChecks.Check(recipe, train, validation, train.Classes.Count);
        if (recipe.ChannelsLast)
            ChannelsLast.Convert(network.parameters());
        if (recipe.FromDataSet)
        {
            using var triplets = new TripletStage(network, train, validation, recipe, options.Seed);
            using var loop = new TrainingLoop(triplets, options);
            return loop.Run();
        }
        using var metric = new MetricStage(network, train, validation, recipe, options.Seed);
        using var metricLoop = new TrainingLoop(metric, options);
        return metricLoop.Run();
    }
}
