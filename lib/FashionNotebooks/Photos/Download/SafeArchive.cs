using System.IO.Compression;

namespace FashionNotebooks.Photos.Download;

/// <summary>
/// Unpacks a ZIP file that nobody vouches for: no path leaves the folder, no link is made, sizes are counted while they are written.
/// </summary>
public static class SafeArchive
{
    /// <exception cref="InputException">Not a ZIP file, damaged, or with an entry that is not a plain file inside the folder.</exception>
    public static void Extract(string archive, string directory, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(archive);
            if (zip.Entries.Count > Limits.ArchiveFiles)
                throw new InputException($"'{archive}' has {zip.Entries.Count} entries; at most {Limits.ArchiveFiles} are unpacked");
            string root = Path.GetFullPath(directory) + Path.DirectorySeparatorChar;
            long total = 0;
            int done = 0;
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                string target = Target(archive, root, entry);
                if (!entry.FullName.EndsWith('/'))
                    total += Write(archive, entry, target, Limits.ArchiveBytes - total);
                progress?.Report(new("unpack", ++done, zip.Entries.Count));
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot unpack '{archive}': {e.Message.TrimEnd('.')}; delete it and download it again", e);
        }
    }

    private static string Target(string archive, string root, ZipArchiveEntry entry)
    {
        const int linkMode = 0xA000, typeMask = 0xF000;
        bool link = ((entry.ExternalAttributes >> 16) & typeMask) == linkMode;
        string name = entry.FullName.Replace('\\', '/');
        string target = Path.GetFullPath(Path.Combine(root, name));
        if (link || Path.IsPathRooted(name) || name.Contains(':', StringComparison.Ordinal)
            || !target.StartsWith(root, StringComparison.Ordinal))
            throw new InputException(
                $"'{archive}' holds the entry '{entry.FullName}', which would leave its folder; nothing of it was used");
        return target;
    }

    private static long Write(string archive, ZipArchiveEntry entry, string target, long room)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using Stream source = entry.Open();
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        while (source.Read(buffer) is > 0 and int n)
        {
            written += n;
            if (written > Math.Min(Limits.ArchiveFileBytes, room))
                throw new InputException($"'{archive}' grows beyond what pictures need at '{entry.FullName}'; nothing of it was used");
            file.Write(buffer, 0, n);
        }
        return written;
    }
}
