namespace FashionNotebooks.Web.Serving;

/// <summary>The folder of all photos of a catalogue. A path comes from the index, never from a request, and must stay below it.</summary>
internal sealed class CatalogueFolder
{
    private readonly string root;

    public CatalogueFolder(IEnumerable<string> paths)
    {
        string[] files = [.. paths.Select(Path.GetFullPath)];
        string first = files.Min(StringComparer.Ordinal) ?? "";
        // What the first and the last one begin with, all between them begin with.
        string common = first[..first.AsSpan().CommonPrefixLength(files.Max(StringComparer.Ordinal))];
        root = common.LastIndexOf(Path.DirectorySeparatorChar) is >= 0 and int end ? common[..(end + 1)] : "/";
    }

    /// <summary>The path below the folder.</summary>
    public string NameOf(string path) => Path.GetRelativePath(root, Path.GetFullPath(path)).Replace('\\', '/');

    /// <summary>The file to open; null if it is gone, or a link that leads out of the folder.</summary>
    public string? Resolve(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        if (!file.Exists)
            return null;
        string real = RealPath.Of(file.FullName), folder = RealPath.Of(root);
        if (!Path.EndsInDirectorySeparator(folder))
            folder += Path.DirectorySeparatorChar;
        return real.StartsWith(folder, StringComparison.Ordinal) ? real : null;
    }
}
