namespace FashionNotebooks.Photos.Download;

/// <summary>
/// A data folder as a user names it: either class folders, or <c>train</c>, <c>validation</c> and <c>test</c> with class folders inside.
/// </summary>
public sealed class DataRoot
{
    private static readonly string[] splitNames = ["train", "validation", "val", "valid", "test"];

    private DataRoot(string path, IReadOnlyList<string> splits) => (Path, Splits) = (path, splits);

    public string Path { get; }

    /// <summary>The splits that are there; empty when the folder holds class folders itself.</summary>
    public IReadOnlyList<string> Splits { get; }

    /// <summary>True when the folder was split by whoever made it; such a folder is never split again.</summary>
    public bool IsSplit => Splits.Count > 0;

    /// <exception cref="InputException">There is no such folder.</exception>
    public static DataRoot Open(string directory)
    {
        string full = System.IO.Path.GetFullPath(directory);
        if (!Directory.Exists(full))
            throw new InputException($"there is no folder '{directory}'; check the path, or get the photos with 'fashion data download'");
        return new(full, [.. splitNames.Where(s => Directory.Exists(System.IO.Path.Combine(full, s)))]);
    }

    /// <summary>Opens what is to be scored or searched: every photo when the folder holds class folders, else the split.</summary>
    /// <inheritdoc cref="ImageFolder.Open"/>
    public ImageFolder OpenSplit(string split, IReadOnlyList<string>? classes = null, bool requireAll = true,
        Corrections? corrections = null)
    {
        string directory = IsSplit ? System.IO.Path.Combine(Path, Resolve(split)) : Path;
        return ImageFolder.Open(directory, classes, requireAll, corrections);
    }

    private string Resolve(string split)
    {
        string? found = Splits.FirstOrDefault(s => s == split);
        if (found is null && split == "validation")
            found = Splits.FirstOrDefault(s => s is "val" or "valid");
        return found ?? throw new InputException($"'{Path}' has no split '{split}'; it has {string.Join(", ", Splits)}");
    }
}
