namespace FashionNotebooks.Photos.Folders;

/// <summary>Lists the files below a folder in a fixed order. Links are followed, but never twice into the same folder.</summary>
internal static class FolderScan
{
    private static readonly HashSet<string> pictureExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".avif",
    };

    // What archives of a Mac and network disks leave beside one's own folders and files.
    private static readonly HashSet<string> foreign =
        new(["__MACOSX", "@eaDir", "Thumbs.db", "desktop.ini"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Files in ordinal order of their path; hidden ones and what systems leave behind are passed over.</summary>
    internal static List<FileInfo> Files(DirectoryInfo directory)
    {
        var files = new List<FileInfo>();
        // Not into itself, and not up into what it is a part of.
        var visited = new HashSet<string>(StringComparer.Ordinal);
        for (string? folder = RealPath.Of(directory.FullName); folder is not null; folder = Path.GetDirectoryName(folder))
            visited.Add(folder);
        Reading(directory, () => Walk(directory, visited, files));
        files.Sort((a, b) => string.CompareOrdinal(a.FullName, b.FullName));
        return files;
    }

    /// <summary>Sub-folders in ordinal order of their name, without hidden ones and what systems leave behind.</summary>
    internal static List<DirectoryInfo> Folders(DirectoryInfo directory)
    {
        List<DirectoryInfo> folders = [];
        Reading(directory, () => folders.AddRange(directory.EnumerateDirectories().Where(IsOwn)));
        folders.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return folders;
    }

    /// <summary>Looks at name, size and first bytes; null when the file may be decoded.</summary>
    internal static string? Refusal(FileInfo file)
    {
        try
        {
            if (!pictureExtensions.Contains(file.Extension))
                return "not a picture by its name";
            PhotoLimits.Folder.CheckBytes(file.Length);
            using FileStream stream = file.OpenRead();
            Span<byte> start = stackalloc byte[PhotoHeader.SignatureLength];
            PhotoHeader.FormatOf(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
            return null;
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    /// <summary>Folders that systems leave behind, each as a problem that says how many files it holds.</summary>
    internal static IEnumerable<FileProblem> Foreign(DirectoryInfo directory)
    {
        var found = new List<FileProblem>();
        Reading(directory, () => found.AddRange(directory.EnumerateDirectories().Where(folder => foreign.Contains(folder.Name))
            .Select(folder => new FileProblem(
                folder.FullName, $"a system left it here with {folder.EnumerateFiles("*", SearchOption.AllDirectories).Count()} files"))));
        return found;
    }

    private static bool IsOwn(FileSystemInfo entry) => !entry.Name.StartsWith('.') && !foreign.Contains(entry.Name);

    private static void Reading(DirectoryInfo directory, Action list)
    {
        try
        {
            list();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read the folder '{directory.FullName}': {e.Message.TrimEnd('.')}", e);
        }
    }

    private static void Walk(DirectoryInfo directory, HashSet<string> visited, List<FileInfo> files)
    {
        files.AddRange(directory.EnumerateFiles().Where(IsOwn));
        foreach (DirectoryInfo child in Folders(directory))
        {
            if (visited.Add(RealPath.Of(child.FullName)))
                Walk(child, visited, files);
        }
    }
}
