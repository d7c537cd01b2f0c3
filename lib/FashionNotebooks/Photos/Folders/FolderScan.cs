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

    private const char NoText = '\uFFFD'; // stands where a name holds what is not UTF-8, so that it leads nowhere
    private const string BadName = "its name is not UTF-8; rename it";

    /// <summary>Files in ordinal order of their path; hidden ones and what systems leave behind are passed over.</summary>
    internal static List<FileInfo> Files(DirectoryInfo directory)
    {
        // Not into itself, and not up into what it is a part of.
        var visited = new HashSet<string>(StringComparer.Ordinal);
        for (string? folder = RealPath.Of(directory.FullName); folder is not null; folder = Path.GetDirectoryName(folder))
            visited.Add(folder);
        return Reading(directory, () => Walk(directory, visited).OrderBy(file => file.FullName, StringComparer.Ordinal));
    }

    /// <summary>Sub-folders in ordinal order of their name, without hidden ones and what systems leave behind.</summary>
    internal static List<DirectoryInfo> Folders(DirectoryInfo directory) => Reading(
        directory, () => directory.EnumerateDirectories().Where(IsOwn).OrderBy(folder => folder.Name, StringComparer.Ordinal));

    /// <summary>Looks at name, size and first bytes; null when the file may be decoded.</summary>
    internal static string? Refusal(FileInfo file)
    {
        if (!file.Exists)
            return file.FullName.Contains(NoText) ? BadName : "there is no such file";
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
    internal static List<FileProblem> Foreign(DirectoryInfo directory) => Reading(
        directory, () => directory.EnumerateDirectories().Where(folder => foreign.Contains(folder.Name)).Select(folder => new FileProblem(
            folder.FullName, $"a system left it here with {folder.EnumerateFiles("*", SearchOption.AllDirectories).Count()} files")));

    /// <summary>Pictures beside the class folders, each as a problem.</summary>
    internal static List<FileProblem> Loose(DirectoryInfo directory) => Reading(
        directory, () => directory.EnumerateFiles().Where(file => IsOwn(file) && pictureExtensions.Contains(file.Extension))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new FileProblem(file.FullName, "it lies in no class folder, so it has no class")));

    private static bool IsOwn(FileSystemInfo entry) => !entry.Name.StartsWith('.') && !foreign.Contains(entry.Name);

    private static List<T> Reading<T>(DirectoryInfo directory, Func<IEnumerable<T>> list)
    {
        try
        {
            return [.. list()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e.Message.TrimEnd('.') + (e.Message.Contains(NoText) ? $"; {BadName}" : "");
            throw new InputException($"cannot read the folder '{directory.FullName}': {why}", e);
        }
    }

    private static IEnumerable<FileInfo> Walk(DirectoryInfo directory, HashSet<string> visited) =>
    [
        .. directory.EnumerateFiles().Where(IsOwn),
        .. Folders(directory).Where(child => visited.Add(RealPath.Of(child.FullName))).SelectMany(child => Walk(child, visited)),
    ];
}
