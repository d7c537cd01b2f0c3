namespace FashionNotebooks.Models.FineGrained;

/// <summary>What a <see cref="FineGrainedEncoder"/> has beyond its backbone.</summary>
public sealed record FineGrainedOptions
{
    private const string AttentionKey = "attention", EmbeddingKey = "embedding", HiddenKey = "hidden", PoolingKey = "pooling";
    private const int Most = 4096;

    /// <summary>Attention between backbone and pooling.</summary>
    public AttentionKind Attention { get; init; } = AttentionKind.Both;

    /// <summary>What stands for the map.</summary>
    public PoolingKind Pooling { get; init; } = PoolingKind.Pyramid;

    /// <summary>Length of an embedding, 2 to 4096.</summary>
    public int Embedding { get; init; } = 128;

    /// <summary>Units of the layer before it, 2 to 4096.</summary>
    public int Hidden { get; init; } = 256;

    /// <summary>Share of those units that training drops, in [0, 1); no part of a file, as a trained model drops nothing.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The options as entries of a checkpoint's metadata.</summary>
    internal Dictionary<string, string> ToMetadata() => new()
    {
        [AttentionKey] = Attention.ToString().ToLowerInvariant(),
        [PoolingKey] = Pooling.ToString().ToLowerInvariant(),
        [EmbeddingKey] = Embedding.ToString(CultureInfo.InvariantCulture),
        [HiddenKey] = Hidden.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads the options back.</summary>
    /// <exception cref="InputException">An entry is missing or has no meaning.</exception>
    internal static FineGrainedOptions FromMetadata(IReadOnlyDictionary<string, string> options, string path)
    {
        return new()
        {
            Attention = Kind<AttentionKind>(AttentionKey),
            // Files of before do not say it: they had the mean.
            Pooling = options.ContainsKey(PoolingKey) ? Kind<PoolingKind>(PoolingKey) : PoolingKind.Mean,
            Embedding = Number(EmbeddingKey),
            Hidden = Number(HiddenKey),
        };

        T Kind<T>(string key)
            where T : struct, Enum =>
            Enum.TryParse(options.GetValueOrDefault(key), ignoreCase: true, out T kind) && Enum.IsDefined(kind)
                ? kind
                : throw Meaningless(key);

        int Number(string key) =>
            int.TryParse(options.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number is >= 2 and <= Most
                ? number
                : throw Meaningless(key);

        InputException Meaningless(string key) =>
            new(
                $"'{path}' is a fine-grained encoder whose '{key}' is '{options.GetValueOrDefault(key)}', which has no meaning; train it "
                    + "again");
    }
}

/// <summary>Which attention stands between the backbone and the pooling.</summary>
[Flags]
public enum AttentionKind
{
    /// <summary>None: every channel and every place counts alike.</summary>
    None = 0,

    Channel = 1,

    Spatial = 2,

    /// <summary>Channels first, then places.</summary>
    Both = Channel | Spatial,
}

/// <summary>How a <see cref="FineGrainedEncoder"/> sums up its map.</summary>
public enum PoolingKind
{
    /// <summary>The mean of each channel: what is all over the garment.</summary>
    Mean,

    /// <summary>The mean and the largest value of each channel: also what is in one place only, as a logo or a button.</summary>
    MeanAndMax,

    /// <summary>
    /// The mean of each channel in 3×3 cells, and its largest value over the whole map: also where things are, as a hem (He et al.,
    /// "Spatial Pyramid Pooling in Deep Convolutional Networks for Visual Recognition", 2014).
    /// </summary>
    Pyramid,
}
