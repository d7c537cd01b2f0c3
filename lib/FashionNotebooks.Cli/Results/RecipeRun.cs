namespace FashionNotebooks.Cli.Results;

/// <summary>One run of a recipe: train a classifier, if wanted train the encoder from it, measure on the validation photos.</summary>
/// <param name="Training">How the classifier was trained.</param>
/// <param name="Size">Side of its inputs in pixels.</param>
/// <param name="Search">The encoder's figures, every validation photo a query among the others; null without an encoder.</param>
/// <param name="CpuSeconds">CPU time of it all.</param>
internal sealed record RecipeRun(
    TrainingReport Training, int Size, ClassificationReport Classifier, RetrievalReport? Search, double CpuSeconds)
{
    /// <summary>The classes of the references, used when the folder has them all and none are named.</summary>
    private static readonly string[] referenceClasses = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];

    /// <param name="options">The classifier's training; its files go to a folder of the run.</param>
    /// <param name="search">Whether to train an encoder too.</param>
    /// <param name="teacher">The encoder's teacher; null for none.</param>
    public static RecipeRun Of(ClassifierTraining options, bool search, string? teacher, Invocation line)
    {
        using var folder = new TemporaryRun();
        bool usual = referenceClasses.All(name => Directory.Exists(Path.Combine(options.Data, "train", name)));
        ClassifierTraining run = options with
        {
            Output = folder.File("classifier"),
            Classes = options.Classes ?? (usual ? referenceClasses : null),
            Decoding = line.Progress.Load("decoding"),
        };
        TrainingReport training = run.Run(line.Progress, line.Cancellation);
        line.Cancellation.ThrowIfCancellationRequested();
        using TrainedModel classifier = TrainedModel.Load(run.Output);
        using PhotoSet photos = line.Load(run.Data, "validation", classifier);
        ClassificationReport figures = ClassifierEvaluation.Of(classifier, photos, seed: run.Seed, cancellation: line.Cancellation);
        RetrievalReport? found = search ? TrainEncoder(run, teacher, folder.File("siamese"), photos, line) : null;
        return new RecipeRun(training, classifier.Preprocessing.Size, figures, found, folder.CpuSeconds);
    }

    private static RetrievalReport TrainEncoder(
        ClassifierTraining options, string? teacher, string file, PhotoSet photos, Invocation line)
    {
        var siamese = new SiameseTraining
        {
            Data = options.Data,
            From = options.Output,
            Teacher = teacher,
            Output = file,
            Recipe = options.Recipe,
            Seed = options.Seed,
            Decoding = line.Progress.Load("decoding"),
        };
        siamese.Run(line.Progress, line.Cancellation);
        line.Cancellation.ThrowIfCancellationRequested();
        using TrainedModel encoder = TrainedModel.Load(file);
        bool senders = photos.Items.Any(item => item.Sender is not null);
        return SearchEvaluation.Of(encoder, photos, photos, senders, options.Seed, line.Threads, line.Cancellation);
    }
}

/// <summary>A folder for the files of one run, gone after it, and the CPU time since it was made.</summary>
internal sealed class TemporaryRun : IDisposable
{
    private readonly string path = Make();
    private readonly TimeSpan before = Environment.CpuUsage.TotalTime;

    public double CpuSeconds => (Environment.CpuUsage.TotalTime - before).TotalSeconds;

    public string File(string name) => Path.Combine(path, $"{name}.safetensors");

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static string Make()
    {
        try
        {
            return Directory.CreateTempSubdirectory("reproduce-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"no folder can be made in '{Path.GetTempPath()}'; set TMPDIR to one that can be written", e);
        }
    }
}
