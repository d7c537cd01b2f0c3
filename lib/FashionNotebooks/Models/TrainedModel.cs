namespace FashionNotebooks.Models;

/// <summary>A model and everything its file says about it; made from the file alone.</summary>
public sealed class TrainedModel : IDisposable
{
    /// <summary>The task of a classifier's file.</summary>
    public const string ClassifierTask = "classifier";

    /// <summary>The task of a Siamese network's file.</summary>
    public const string SiameseTask = "siamese";

    /// <summary>The task of a fine-grained encoder's file.</summary>
    public const string FineGrainedTask = "finegrained";

    internal const string ProjectionOption = "projection", CentredOption = "centred", FlipOption = "flip", FrozenOption = "frozen_stages";

    private readonly ImageClassifier owner;
    private readonly ImageEncoder encoder;

    private TrainedModel(string path, CheckpointMetadata metadata, ImageClassifier owner, ImageEncoder encoder)
    {
        (Path, Metadata, this.owner, this.encoder) = (path, metadata, owner, encoder);
        Predictor = new Predictor(
            metadata.Task == ClassifierTask ? owner : null, encoder, metadata.Preprocessing.Normalize, FlipAverage, $"'{path}'");
    }

    /// <summary>The file it came from.</summary>
    public string Path { get; }

    /// <summary>What the file says about the model.</summary>
    public CheckpointMetadata Metadata { get; }

    /// <summary>Classes in the order of the scores.</summary>
    public IReadOnlyList<string> Classes => Metadata.Classes;

    /// <summary>How photos become inputs.</summary>
    public Preprocessing Preprocessing => Metadata.Preprocessing;

    /// <exception cref="InputException">The file holds an encoder, which gives no scores.</exception>
    public ImageClassifier Classifier => Metadata.Task == ClassifierTask
        ? owner
        : throw new InputException($"'{Path}' is an encoder and gives no class scores; use a trained classifier's file");

    /// <summary>The encoder: the Siamese one, or the classifier's backbone with its pooling.</summary>
    /// <exception cref="InputException">The file holds a fine-grained encoder.</exception>
    public SiameseEncoder Encoder => encoder as SiameseEncoder
        ?? throw new InputException($"'{Path}' is a fine-grained encoder; use a Siamese encoder's or a classifier's file");

    /// <exception cref="InputException">The file holds a model without one.</exception>
    public FineGrainedEncoder FineGrained => encoder as FineGrainedEncoder
        ?? throw new InputException($"'{Path}' is no fine-grained encoder; train one, and use its file");

    /// <summary>Whichever encoder the file holds.</summary>
    internal ImageEncoder AnyEncoder => encoder;

    /// <summary>What the model says of many photos. Embeddings are the mean over mirror images where <see cref="FlipAverage"/> says so;
    /// scores are the model's own unless asked otherwise: a figure of quality takes <see cref="FlipAverage"/>, as validation did.</summary>
    public Predictor Predictor { get; }

    /// <summary>Whether scores and embeddings are the mean over a photo and its mirror image, as in its validation.</summary>
    public bool FlipAverage => Metadata.Options.GetValueOrDefault(FlipOption) == "true";

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InputException">The file cannot be read, or does not hold the model that it names.</exception>
    public static TrainedModel Load(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path);
        return Load(reader);
    }

    /// <summary>Reads an open checkpoint.</summary>
    /// <exception cref="InputException">The file does not hold the model that it names.</exception>
    internal static TrainedModel Load(SafeTensorsReader reader)
    {
        string path = reader.Path;
        CheckpointMetadata metadata = CheckpointMetadata.FromDictionary(reader.Header.Metadata, path);
        if (metadata.Task is not (ClassifierTask or SiameseTask or FineGrainedTask))
            throw new InputException($"'{path}' holds a model for '{metadata.Task}'; give a trained classifier's or encoder's file");
        ImageClassifier owner = Architectures.Create(metadata.Architecture, ClassCount(metadata.Classes.Count, path));
        ImageEncoder? encoder = null;
        try
        {
            encoder = metadata.Task == FineGrainedTask
                ? new FineGrainedEncoder(owner.Backbone, FineGrainedOptions.FromMetadata(metadata.Options, path))
                : new SiameseEncoder(owner.Backbone, owner.UnitEmbedding, Projection(metadata, path),
                    metadata.Options.GetValueOrDefault(CentredOption) == "true");
            nn.Module target = metadata.Task switch
            {
                ClassifierTask => owner,
                SiameseTask => new SiameseNetwork((SiameseEncoder)encoder),
                _ => encoder,
            };
            StateDict.LoadInto(target.state_dict(), reader);
            owner.Backbone.HasWeights = true;
            return new TrainedModel(path, metadata, owner, encoder);
        }
        catch
        {
            encoder?.Dispose();
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Makes a classifier from a bare state dict, which names no classes: they are called 0, 1, ….</summary>
    /// <param name="architecture">One of <see cref="Architectures.Names"/>.</param>
    /// <param name="weights">A safetensors file or a <c>.pth</c> state dict.</param>
    /// <param name="preprocessing">How photos become inputs.</param>
    /// <param name="notes">Told what was taken off the names.</param>
    /// <exception cref="InputException">The file cannot be read or is of another architecture.</exception>
    public static TrainedModel FromWeights(
        string architecture, string weights, Preprocessing preprocessing, IProgress<string>? notes = null)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = PretrainedWeights.Read(weights, notes);
        string head = Architectures.HeadPrefixOf(architecture);
        int classes = ClassCount(tensors.Where(t => t.Key.StartsWith(head, StringComparison.Ordinal)
            && t.Key.EndsWith(".weight", StringComparison.Ordinal))
            .Select(t => t.Value.shape.FirstOrDefault(2)).LastOrDefault(2), weights);
        ImageClassifier owner = Architectures.Create(architecture, classes);
        try
        {
            PretrainedWeights.Complete(owner.state_dict(), tensors);
            StateDict.LoadInto(owner.state_dict(), tensors, weights);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
        owner.Backbone.HasWeights = true;
        var metadata = new CheckpointMetadata
        {
            Task = ClassifierTask,
            Architecture = architecture,
            Classes = [.. Enumerable.Range(0, classes).Select(i => i.ToString(CultureInfo.InvariantCulture))],
            Preprocessing = preprocessing,
        };
        return new TrainedModel(weights, metadata, owner, new SiameseEncoder(owner.Backbone, owner.UnitEmbedding, 0));
    }

    // A net of so many classes is made before the file's weights are compared with it.
    private static int ClassCount(long classes, string path) => classes <= Limits.Classes ? (int)Math.Max(2, classes)
        : throw new InputException($"'{path}' is a model of {classes} classes, and more than {Limits.Classes} are not taken; use another");

    /// <summary>Frees the model's tensors.</summary>
    public void Dispose()
    {
        Predictor.Dispose();
        encoder.Dispose();
        owner.Dispose();
    }

    private static int Projection(CheckpointMetadata metadata, string path) =>
        !metadata.Options.TryGetValue(ProjectionOption, out string? text) ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size <= 4096 ? size
        : throw new InputException($"'{path}' has an embedding of '{text}' values, which has no meaning; train it again");
}
