using FashionNotebooks.Data;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Search;
using FashionNotebooks.Training;
using FashionNotebooks.Visuals;

namespace FashionNotebooks.Cli;

/// <summary>The course's pipeline on one folder of photos: train a classifier, train the encoder from it, search.</summary>
/// <param name="data">Folder with <c>train/</c> and <c>validation/</c>.</param>
/// <param name="output">Where checkpoints, the index and the picture go.</param>
/// <param name="seed">The seed of every stage.</param>
/// <param name="threads">Threads to decode and rank with.</param>
internal sealed class CourseRun(string data, string output, long seed, int threads)
{
    /// <summary>The classes of the references, used when the folder has them all.</summary>
    private static readonly string[] ReferenceClasses = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];

    private readonly string[]? classes =
        ReferenceClasses.All(name => Directory.Exists(Path.Combine(data, "train", name))) ? ReferenceClasses : null;

    /// <summary>Trains both stages of a recipe and measures them on the validation photos.</summary>
    public CourseRow Train(Recipe recipe, ProgressLine progress, CancellationToken cancellation)
    {
        string classifier = Path.Combine(output, $"{recipe.Name}-classifier.safetensors");
        string encoder = Path.Combine(output, $"{recipe.Name}-siamese.safetensors");
        var first = ClassifierTraining.Run(
            new ClassifierTrainingOptions { Data = data, Output = classifier, Recipe = recipe, Seed = seed, Classes = classes }, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var second = SiameseTraining.Run(
            new SiameseTrainingOptions { Data = data, From = classifier, Output = encoder, Recipe = recipe, Seed = seed }, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();

        using TrainedModel trainedClassifier = TrainedModel.Load(classifier), trainedEncoder = TrainedModel.Load(encoder);
        using PhotoSet photos = Photos.Load(data, "validation", trainedClassifier, threads, progress, cancellation);
        return new CourseRow(
            $"{recipe.Name} ({first.Architecture})", first.Parameters,
            ClassifierEvaluation.Of(trainedClassifier, photos, seed: seed, cancellation: cancellation),
            SearchEvaluation.Of(trainedEncoder, photos, photos, photos.Items.Any(item => item.Sender is not null), seed, threads, cancellation),
            first.Result.Seconds + second.Result.Seconds, encoder);
    }

    /// <summary>What can be had without learning: the rows to compare with.</summary>
    public IReadOnlyList<CourseRow> Baselines(ProgressLine progress, CancellationToken cancellation)
    {
        DataRoot root = DataRoot.Open(data);
        using PhotoSet train = Load("train"), validation = Load("validation");
        EmbeddingSet trainGrey = Grey(train), validationGrey = Grey(validation);
        bool senders = validation.Items.Any(item => item.Sender is not null);
        return
        [
            new CourseRow("majority class, random ranking", 0,
                Evaluation.Baselines.Majority(train.LabelList, validation.LabelList, validation.Classes, (int)seed),
                Evaluation.Baselines.RandomRanking(validationGrey.Items, validationGrey.Items, validation.Classes, senders, (int)seed), 0, null),
            new CourseRow("nearest 16×16 grey pixels", 0,
                Evaluation.Baselines.NearestNeighbour(trainGrey, validationGrey, validation.Classes, (int)seed),
                RetrievalMetrics.Of(validationGrey, validationGrey, validation.Classes, senders, (int)seed, threads, cancellation), 0, null),
        ];

        PhotoSet Load(string split) =>
            PhotoSet.Load(root.OpenSplit(split, classes), Preprocessing.Course, threads: threads, progress: progress.Load("decoding"), cancellation: cancellation);
    }

    /// <summary>Indexes the training photos with an encoder, searches for one validation photo of each class and writes a picture.</summary>
    /// <returns>The index file and the picture.</returns>
    public (string Index, string Picture) Search(string encoder, CancellationToken cancellation)
    {
        string index = Path.Combine(output, "catalogue.index"), picture = Path.Combine(output, "search.png");
        using var engine = VisualSearchEngine.Load(encoder);
        engine.Embed(Path.Combine(data, "train"), cancellation: cancellation).Save(index);
        ImageFolder queries = DataRoot.Open(data).OpenSplit("validation", classes);
        var rows = queries.Classes.Select((name, label) =>
        {
            ImageItem[] ofClass = [.. queries.Items.Where(item => item.Label == label)];
            string query = ofClass[ofClass.Length / 2].Path;
            return SearchPicture.Draw(query, name, engine.Search(query, k: 5));
        });
        AtomicFile.Write(picture, stream => stream.Write(Stack([.. rows]).EncodePng()));
        return (index, picture);
    }

    /// <summary>Pictures of one width, one below the other.</summary>
    private static RgbImage Stack(IReadOnlyList<RgbImage> rows) =>
        new(rows[0].Width, rows.Sum(row => row.Height), [.. rows.SelectMany(row => row.Pixels)]);

    private static EmbeddingSet Grey(PhotoSet photos)
    {
        int size = photos.Preprocessing.Size, bytes = 3 * size * size;
        byte[] pixels = photos.Pixels.data<byte>().ToArray();
        float[] vectors = [.. Enumerable.Range(0, photos.Count).SelectMany(i => GreyPixels.Of(pixels.AsSpan(i * bytes, bytes), size))];
        return new EmbeddingSet(vectors, SearchEvaluation.Items(photos));
    }
}
