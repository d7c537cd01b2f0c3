namespace FashionNotebooks.Checkpoints;

/// <summary>
/// What a checkpoint says about itself, so that any command can load it from its file alone. Equal checkpoints are promised only for equal
/// <see cref="Threads"/>, <see cref="Layout"/> and <see cref="DType"/>.
/// </summary>
public sealed record CheckpointMetadata
{
    private const string OptionPrefix = "option.";

    /// <summary>What it was trained for: <c>classifier</c>, <c>siamese</c> or <c>finegrained</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The name that <c>--arch</c> takes.</summary>
    public required string Architecture { get; init; }

    /// <summary>Class names in the order of the outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>From a picture to the model's input.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Settings of the architecture beyond its name, as <c>attention</c> or <c>embedding</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Values in an embedding; 0 when it gives none.</summary>
    public int EmbeddingDimension { get; init; }

    /// <summary>The recipe it was trained by.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>The seed it was trained with.</summary>
    public long Seed { get; init; }

    /// <summary>Figures on the validation set by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>A hash of the pictures it was trained on.</summary>
    public string DataFingerprint { get; init; } = "";

    public string LibraryVersion { get; init; } = typeof(CheckpointMetadata).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Threads it was trained with.</summary>
    public int Threads { get; init; }

    /// <summary><c>channels_last</c> or <c>contiguous</c>.</summary>
    public string Layout { get; init; } = "contiguous";

    /// <summary>The type training computed in, as <c>float32</c> or <c>bfloat16</c>.</summary>
    public string DType { get; init; } = "float32";

    /// <summary>Reads the metadata of a checkpoint; its tensors are not read.</summary>
    /// <exception cref="InputException">The file cannot be read or is no checkpoint of a model.</exception>
    public static CheckpointMetadata Read(string path) => FromDictionary(SafeTensorsFile.ReadMetadata(path), path);

    /// <summary>Reads the metadata from a file's texts.</summary>
    /// <param name="texts">The file's metadata.</param>
    /// <param name="path">The file to name in the message.</param>
    /// <exception cref="InputException">A text is missing or has no meaning.</exception>
    public static CheckpointMetadata FromDictionary(IReadOnlyDictionary<string, string> texts, string path)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var fields = new MetadataFields(texts, path);
        return new CheckpointMetadata
        {
            Task = fields.Text("task"),
            Architecture = fields.Text("architecture"),
            Classes = fields.Json<string[]>("classes", names =>
                names.Length > 0 && names.Distinct().Count() == names.Length && !names.Contains(null)),
            Preprocessing = fields.Preprocessing(),
            Options = texts.Where(p => p.Key.StartsWith(OptionPrefix, StringComparison.Ordinal))
                .ToDictionary(p => p.Key[OptionPrefix.Length..], p => p.Value),
            EmbeddingDimension = (int)fields.Number("embedding_dim", int.MaxValue),
            Recipe = fields.Text("recipe"),
            Seed = fields.Number("seed", long.MaxValue),
            Metrics = fields.Json<Dictionary<string, double>>("metrics"),
            DataFingerprint = fields.Text("data_fingerprint"),
            LibraryVersion = fields.Text("library_version"),
            Threads = (int)fields.Number("threads", int.MaxValue),
            Layout = fields.Text("layout"),
            DType = fields.Text("dtype"),
        };
    }

    /// <summary>The texts to write into a file; equal metadata gives equal texts.</summary>
    public Dictionary<string, string> ToDictionary()
    {
        var texts = new Dictionary<string, string>(Preprocessing.ToMetadata())
        {
            ["task"] = Task,
            ["architecture"] = Architecture,
            ["classes"] = JsonSerializer.Serialize(Classes),
            ["embedding_dim"] = EmbeddingDimension.ToString(CultureInfo.InvariantCulture),
            ["recipe"] = Recipe,
            ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            ["metrics"] = JsonSerializer.Serialize(new SortedDictionary<string, double>(Metrics.ToDictionary(), StringComparer.Ordinal)),
            ["data_fingerprint"] = DataFingerprint,
            ["library_version"] = LibraryVersion,
            ["threads"] = Threads.ToString(CultureInfo.InvariantCulture),
            ["layout"] = Layout,
            ["dtype"] = DType,
        };
        foreach ((string key, string value) in Options)
            texts.Add(OptionPrefix + key, value);
        return texts;
    }
}
