namespace FashionNotebooks.Cli.Weights;

/// <summary>The weights that <c>fashion weights get</c> makes ready; every <c>--weights</c> takes them by name from then on.</summary>
internal static class NamedWeights
{
    private static readonly Dictionary<string, string> Architecture = new(StringComparer.Ordinal)
    {
        [Architectures.ResNet18] = Architectures.ResNet18MlNet,
        [Architectures.MobileNetV1Quarter] = Architectures.MobileNetV1Quarter,
    };

    /// <summary>Where files of weights are that have no name: the variable FASHION_WEIGHTS, else <c>weights</c>.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("FASHION_WEIGHTS") is { Length: > 0 } set ? set : "weights";

    public static string[] Names => [.. Architecture.Keys];

    /// <summary>Where the weights of a name are kept.</summary>
    public static string Place(string name) => Path.Combine(CacheFolder.Path, "weights", Architecture[name] + ".safetensors");

    /// <summary>The file that <c>--weights</c> means: a name's, or the one that it says.</summary>
    /// <exception cref="InputException">The name's weights have not been fetched.</exception>
    public static string? File(string? weights)
    {
        if (!IsName(weights))
            return weights;
        return Path.Exists(Place(weights!))
            ? Place(weights!)
            : throw new InputException(
                $"the weights of {weights} are not here yet; fetch them once with 'fashion weights get {weights}', or give a file");
    }

    /// <summary>The architecture that <c>--arch</c> means beside <c>--weights</c>: named weights bring their own, which for
    /// resnet18 has one block more than torchvision's.</summary>
    public static string? ArchitectureFor(string? weights, string? architecture) =>
        IsName(weights) && (architecture is null || architecture == weights) ? Architecture[weights!] : architecture;

    private static bool IsName(string? weights) => weights is not null && Architecture.ContainsKey(weights) && !Path.Exists(weights);
}
