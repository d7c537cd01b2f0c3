using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>One run of a recipe: train a classifier, if wanted train the encoder from it, measure on the validation photos.</summary>
/// <param name="Training">How the classifier was trained.</param>
/// <param name="Size">Side of its inputs in pixels.</param>
/// <param name="Classifier">Its figures.</param>
/// <param name="Search">The encoder's figures, every validation photo a query among the others; null without an encoder.</param>
internal sealed record RecipeRun(TrainingReport Training, int Size, ClassificationReport Classifier, RetrievalReport? Search)
{
    /// <summary>The classes of the references, used when the folder has them all and none are named.</summary>
    private static readonly string[] ReferenceClasses = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];

    /// <summary>Trains and measures.</summary>
    /// <param name="options">The classifier's training; the encoder goes beside its file.</param>
    /// <param name="search">Whether to train an encoder too.</param>
    /// <param name="threads">Threads to decode and rank with.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellation">Stops the run.</param>
    public static RecipeRun Of(ClassifierTraining options, bool search, int threads, ProgressLine progress, CancellationToken cancellation)
    {
        ClassifierTraining run = options with { Classes = options.Classes ?? Usual(options.Data), Decoding = progress.Load("decoding") };
        TrainingReport training = run.Run(progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        using TrainedModel classifier = TrainedModel.Load(options.Output);
        using PhotoSet photos = Photos.Load(options.Data, "validation", classifier, threads, progress, cancellation);
        ClassificationReport figures = ClassifierEvaluation.Of(classifier, photos, seed: options.Seed, cancellation: cancellation);
        return new RecipeRun(training, classifier.Preprocessing.Size, figures, search ? TrainEncoder(options, photos, threads, progress, cancellation) : null);
    }

    private static RetrievalReport TrainEncoder(
        ClassifierTraining options, PhotoSet photos, int threads, ProgressLine progress, CancellationToken cancellation)
    {
        string file = Path.Combine(Path.GetDirectoryName(options.Output)!, "siamese.safetensors");
        var siamese = new SiameseTraining
        {
            Data = options.Data,
            From = options.Output,
            Output = file,
            Recipe = options.Recipe,
            Seed = options.Seed,
            Decoding = progress.Load("decoding"),
        };
        siamese.Run(progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        using TrainedModel encoder = TrainedModel.Load(file);
        bool senders = photos.Items.Any(item => item.Sender is not null);
        return SearchEvaluation.Of(encoder, photos, photos, senders, options.Seed, threads, cancellation);
    }

    private static string[]? Usual(string data) =>
        ReferenceClasses.All(name => Directory.Exists(Path.Combine(data, "train", name))) ? ReferenceClasses : null;
}
