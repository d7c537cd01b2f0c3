using FashionNotebooks.Data;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>One run of a recipe: train a classifier, train the encoder from it, measure both on the validation photos.</summary>
/// <param name="Parameters">Trainable values of the classifier.</param>
/// <param name="Classifier">Its figures.</param>
/// <param name="Search">The encoder's figures, every validation photo a query among the others.</param>
internal sealed record RecipeRun(long Parameters, ClassificationReport Classifier, RetrievalReport Search)
{
    /// <summary>The classes of the references, used when the folder has them all.</summary>
    private static readonly string[] ReferenceClasses = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];

    /// <summary>Trains and measures.</summary>
    /// <param name="recipe">Settings of both stages.</param>
    /// <param name="data">Folder with <c>train/</c> and <c>validation/</c>.</param>
    /// <param name="output">Where the two checkpoints go.</param>
    /// <param name="seed">The seed of both stages.</param>
    /// <param name="threads">Threads to decode and rank with.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellation">Stops the run.</param>
    public static RecipeRun Of(
        Recipe recipe, string data, string output, long seed, int threads, ProgressLine progress, CancellationToken cancellation)
    {
        string classifier = Path.Combine(output, "classifier.safetensors"), encoder = Path.Combine(output, "siamese.safetensors");
        string[]? classes = ReferenceClasses.All(name => Directory.Exists(Path.Combine(data, "train", name))) ? ReferenceClasses : null;
        TrainingReport first = ClassifierTraining.Run(
            new ClassifierTrainingOptions { Data = data, Output = classifier, Recipe = recipe, Seed = seed, Classes = classes }, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        SiameseTraining.Run(
            new SiameseTrainingOptions { Data = data, From = classifier, Output = encoder, Recipe = recipe, Seed = seed }, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();

        using TrainedModel trainedClassifier = TrainedModel.Load(classifier), trainedEncoder = TrainedModel.Load(encoder);
        using PhotoSet photos = Photos.Load(data, "validation", trainedClassifier, threads, progress, cancellation);
        bool senders = photos.Items.Any(item => item.Sender is not null);
        return new RecipeRun(
            first.Parameters, ClassifierEvaluation.Of(trainedClassifier, photos, seed: seed, cancellation: cancellation),
            SearchEvaluation.Of(trainedEncoder, photos, photos, senders, seed, threads, cancellation));
    }
}
