namespace FashionNotebooks.CrossValidation;

/// <summary>
/// Finds the weights of each architecture: one file for one architecture, or a folder of files with the architectures' names.
/// </summary>
internal static class WeightsFolder
{
    /// <summary>The file for an architecture; null when no weights are wanted, or the folder has none for it.</summary>
    /// <exception cref="InputException">There is no such file or folder, or one file is to serve several architectures.</exception>
    internal static string? Find(string? place, string architecture, int architectures)
    {
        if (place is null)
            return null;
        if (Directory.Exists(place))
            return Directory.EnumerateFiles(place)
                .Where(file => Path.GetExtension(file) is ".pth" or ".pt" or ".safetensors" && Fits(Path.GetFileName(file), architecture))
                .Order(StringComparer.Ordinal).FirstOrDefault();
        if (!File.Exists(place))
            throw new InputException($"there are no weights '{place}'; give a file, or a folder with a file for each architecture");
        return architectures == 1
            ? place
            : throw new InputException(
                $"'{place}' cannot be the weights of {architectures} architectures; give a folder with a file for each, or one "
                    + "architecture");
    }

    // The longest name counts: mobilenet-like-dw.safetensors begins with mobilenet-like too.
    private static bool Fits(string file, string architecture) =>
        Architectures.Names.Where(name => file.StartsWith(name, StringComparison.Ordinal)).MaxBy(name => name.Length) == architecture
        || (architecture == Architectures.MobileNetV1Quarter && file.StartsWith("mobilenet_v1_0.25", StringComparison.Ordinal)
            && !file.Contains("expected", StringComparison.Ordinal));
}
