namespace FashionNotebooks.Web.Serving;

/// <summary>The folder of all photos of a catalogue. A path comes from the index, never from a request, and must stay below it.</summary>
internal sealed class CatalogueFolder
{
    private readonly string root;

    public CatalogueFolder(IEnumerable<string> paths)
    {
        string? common = null;
        foreach (string path in paths)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))! + Path.DirectorySeparatorChar;
            common ??= folder;
            while (!folder.StartsWith(common, StringComparison.Ordinal))
                common = Parent(common);
        }
        root = common ?? "/";
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

    private static string Parent(string folder) =>
        Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) is { Length: > 1 } parent
            ? parent + Path.DirectorySeparatorChar
            : "/";
}
