namespace FashionNotebooks.Photos.Folders;

/// <summary>
/// Who contributed which photo, from <c>senders.csv</c> (<c>image,sender_id</c>; image is the file name without extension).
/// </summary>
internal static class Senders
{
    internal const string FileName = "senders.csv";

    // train/dress/ lies two folders below the place where the file usually is.
    private const int LevelsAbove = 3;

    /// <summary>Reads the file in <paramref name="directory"/> or up to three folders above it; empty when there is none.</summary>
    internal static IReadOnlyDictionary<string, string> Near(string directory) =>
        Find(directory, FileName) is { } file ? Read(file) : new Dictionary<string, string>();

    /// <summary>A file of this name in a folder or up to three above it; null when there is none.</summary>
    internal static string? Find(string directory, string name)
    {
        string? folder = Path.GetFullPath(directory);
        for (int level = 0; level <= LevelsAbove && folder is not null; level++, folder = Path.GetDirectoryName(folder))
        {
            string file = Path.Combine(folder, name);
            if (File.Exists(file))
                return file;
        }
        return null;
    }

    /// <summary>Writes the rows of some photos from a larger file.</summary>
    internal static void Extract(string source, string target, IReadOnlySet<string> images)
    {
        IEnumerable<string> lines = CsvTable.Read(source, "image", "sender_id").Where(r => images.Contains(r[0]))
            .Select(r => $"{r[0]},{r[1]}");
        AtomicFile.WriteText(target, $"image,sender_id\n{string.Join('\n', lines)}\n");
    }

    private static Dictionary<string, string> Read(string file)
    {
        var senders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] row in CsvTable.Read(file, "image", "sender_id"))
            senders[Path.GetFileNameWithoutExtension(row[0])] = row[1];
        return senders;
    }
}
