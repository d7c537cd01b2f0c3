using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks;

/// <summary>Writes files so that a reader sees the old content or the new one, never a part.</summary>
public static partial class AtomicFile
{
    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk and renames it over <paramref name="path"/>.
    /// </summary>
    /// <exception cref="InputException">The folder cannot be written, the disk is full, or the path is a folder's; the old file
    /// stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, write, (temporary, full) =>
        {
            File.Move(temporary, full, overwrite: true);
            FlushFolder(Path.GetDirectoryName(full)!);
        });
    }

    /// <summary>Makes sure that a file can be written at <paramref name="path"/>, before long work whose result goes there.</summary>
    /// <exception cref="InputException">The folder cannot be made or written, or the path is a folder's.</exception>
    public static void RequirePlace(string path) => Write(path, _ => { }, (_, _) => { });

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// Deletes the temporary files that killed programs left beside <paramref name="path"/>. Only for the one program that
    /// writes there: another's file would be lost while it is written.
    /// </summary>
    internal static void Sweep(string path)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string name = Path.GetFileName(path);
        if (!folder.Exists)
            return;
        foreach (FileInfo file in folder.EnumerateFiles("*.tmp"))
        {
            if (file.Name.StartsWith(name, StringComparison.Ordinal) && TemporaryEnd().IsMatch(file.Name.AsSpan(name.Length)))
                file.Delete();
        }
    }

    private static void Write(string path, Action<Stream> write, Action<string, string> finish)
    {
        string full = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(full) || Directory.Exists(full))
            throw new InputException($"cannot write '{path}': it is a folder; give the name of a file");
        if (IsDevice(full))
            throw new InputException($"cannot write '{path}': it is a device, which a file would replace; give the name of a file");
        string temporary = $"{full}.{Environment.ProcessId}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            finish(temporary, full);
        }
        catch (FileNotFoundException e)
        {
            throw new InputException($"cannot write '{path}': its folder takes no new files; choose another folder", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"cannot write '{path}': {e.Message.TrimEnd('.')}; choose a folder that can be written and has space", e);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Until its folder is on the disk, a crash may undo a rename. Windows sees to it itself.</summary>
    /// <returns>Whether the folder was flushed.</returns>
    internal static bool FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return true;
        using var handle = new SafeFileHandle(open(folder, 0), ownsHandle: true); // read only, the one way to open a folder
        return !handle.IsInvalid && fsync(handle) == 0;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int fsync(SafeFileHandle handle);

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    // .state or .log.jsonl of a run, process id, random name
    [GeneratedRegex(@"^(\.[a-z.]+)?\.\d+\.[0-9a-f]{32}\.tmp$", RegexOptions.CultureInvariant)]
    private static partial Regex TemporaryEnd();
}
