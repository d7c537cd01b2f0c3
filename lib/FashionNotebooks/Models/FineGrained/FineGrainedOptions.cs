using System.Globalization;

namespace FashionNotebooks.Models;

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
    internal static FineGrainedOptions FromMetadata(IReadOnlyDictionary<string, string> options, string path) => new()
    {
        Attention = Kind<AttentionKind>(AttentionKey, options, path),
        // Files of before do not say it: they had the mean.
        Pooling = options.ContainsKey(PoolingKey) ? Kind<PoolingKind>(PoolingKey, options, path) : PoolingKind.Mean,
        Embedding = Number(EmbeddingKey, options, path),
        Hidden = Number(HiddenKey, options, path),
    };

    private static T Kind<T>(string key, IReadOnlyDictionary<string, string> options, string path)
        where T : struct, Enum =>
        Enum.TryParse(options.GetValueOrDefault(key), ignoreCase: true, out T kind) && Enum.IsDefined(kind) ? kind : throw Meaningless(key, options, path);

    private static int Number(string key, IReadOnlyDictionary<string, string> options, string path) =>
        int.TryParse(options.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 2 and <= Most
            ? number
            : throw Meaningless(key, options, path);

    private static InputException Meaningless(string key, IReadOnlyDictionary<string, string> options, string path) =>
        new($"'{path}' is a fine-grained encoder whose '{key}' is '{options.GetValueOrDefault(key)}', which has no meaning; train it again");
}
