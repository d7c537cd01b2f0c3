using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints;

/// <summary>Reads a file that the user named; whatever goes wrong is an <see cref="InputException"/>.</summary>
internal static class InputFile
{
    private const int LongestPointer = 1024;

    internal static SafeFileHandle Open(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder, not a file; name the file itself");
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"there is no file '{path}'; check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.TrimEnd('.')}; check the path and its permissions", e);
        }
    }

    internal static long Length(SafeFileHandle handle, string path)
    {
        try
        {
            long length = RandomAccess.GetLength(handle);
            return length > LongestPointer || !IsPointer(handle) ? length
                : throw new InputException($"'{path}' is a Git LFS pointer, not the file itself; fetch that with 'git lfs pull'");
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            throw new InputException($"cannot read '{path}': it is not a regular file; name a file on a disk", e);
        }
    }

    private static bool IsPointer(SafeFileHandle handle)
    {
        ReadOnlySpan<byte> words = "version https://git-lfs."u8;
        Span<byte> start = stackalloc byte[words.Length];
        return RandomAccess.Read(handle, start, 0) == start.Length && start.SequenceEqual(words);
    }

    /// <summary>Reads a whole file.</summary>
    internal static byte[] ReadAll(string path)
    {
        using SafeFileHandle handle = Open(path);
        long length = Length(handle, path);
        if (length > Array.MaxLength)
            throw new InputException($"'{path}' has {length} bytes, the most is {Array.MaxLength}; name a smaller file");
        RequireMemory(path, length);
        byte[] bytes = new byte[length];
        ReadExactly(handle, path, 0, bytes);
        return bytes;
    }

    /// <summary>Refuses what this machine cannot hold.</summary>
    /// <exception cref="InputException">There is less memory.</exception>
    internal static void RequireMemory(string path, long bytes)
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > memory)
            throw new InputException(
                $"'{path}' holds {bytes} bytes of values and this machine has {memory} bytes of memory; use a larger machine");
    }

    /// <summary>Fills the destination from the given place, or fails.</summary>
    internal static void ReadExactly(SafeFileHandle handle, string path, long offset, Span<byte> destination)
    {
        try
        {
            while (!destination.IsEmpty)
            {
                int read = RandomAccess.Read(handle, destination, offset);
                if (read == 0)
                    throw new InputException($"'{path}' became shorter while it was read; copy or download it again");
                destination = destination[read..];
                offset += read;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.TrimEnd('.')}; check the disk", e);
        }
    }
}
