using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Photos;

/// <summary>
/// Decoded pictures on disk, so that a second run starts at once. A file holds magic, header, pixels and a SHA-256 of all
/// before it; whatever is wrong with it, it is as if it were not there.
/// </summary>
internal sealed class PixelCache
{
    private const int Version = 2, Chunk = 1 << 26, MaxHeader = 1 << 26;
    private static readonly byte[] magic = "FNPIXEL1"u8.ToArray();
    private readonly string path;
    private readonly Header expected;

    internal PixelCache(string directory, IReadOnlyList<PhotoFile> items, Preprocessing preprocessing)
    {
        string key = Key(items, preprocessing);
        path = Path.Combine(directory, $"{key[..24]}.pixels");
        expected = new(key, items.Count, preprocessing.Size, []);
    }

    /// <summary>Pictures that could not be decoded, by their place in the list.</summary>
    internal sealed record Failure(int Index, string Reason);

    private sealed record Header(string Key, int Count, int Size, Failure[] Failures)
    {
        internal long PixelBytes => (long)(Count - Failures.Length) * 3 * Size * Size;
    }

    /// <summary>Reads the pixels into memory that <paramref name="allocate"/> gives for a number of pictures; null when there is no good file.</summary>
    internal unsafe Failure[]? TryRead(Func<int, nint> allocate)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (ReadHeader(stream, hash) is not Header header)
                return null;
            byte* pixels = (byte*)allocate(header.Count - header.Failures.Length);
            for (long at = 0; at < header.PixelBytes; at += Chunk)
            {
                var part = new Span<byte>(pixels + at, (int)Math.Min(Chunk, header.PixelBytes - at));
                stream.ReadExactly(part);
                hash.AppendData(part);
            }
            byte[] sum = new byte[SHA256.HashSizeInBytes];
            stream.ReadExactly(sum);
            return hash.GetHashAndReset().AsSpan().SequenceEqual(sum) ? header.Failures : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the pixels. A folder that cannot be written costs the next run its time and nothing else.</summary>
    internal unsafe bool TryWrite(nint pixels, Failure[] failures)
    {
        Header header = expected with { Failures = failures };
        try
        {
            AtomicFile.Write(path, stream =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
                Append(stream, hash, magic);
                Append(stream, hash, BitConverter.GetBytes(json.Length));
                Append(stream, hash, json);
                for (long at = 0; at < header.PixelBytes; at += Chunk)
                    Append(stream, hash, new ReadOnlySpan<byte>((byte*)pixels + at, (int)Math.Min(Chunk, header.PixelBytes - at)));
                stream.Write(hash.GetHashAndReset());
            });
            SweepLeftovers();
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    // A program that was killed while it wrote leaves its temporary file behind.
    private void SweepLeftovers()
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.pixels.*.tmp"))
        {
            try
            {
                if (File.GetLastWriteTimeUtc(file) < DateTime.UtcNow.AddHours(-1))
                    File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another program deletes it at the same time, or owns it: it is not needed here either way.
            }
        }
    }

    private Header? ReadHeader(FileStream stream, IncrementalHash hash)
    {
        byte[] start = new byte[magic.Length + sizeof(int)];
        stream.ReadExactly(start);
        int length = BitConverter.ToInt32(start, magic.Length);
        if (!start.AsSpan().StartsWith(magic) || length is <= 0 or > MaxHeader)
            return null;
        byte[] json = new byte[length];
        stream.ReadExactly(json);
        hash.AppendData(start);
        hash.AppendData(json);
        Header? header = JsonSerializer.Deserialize<Header>(json);
        return header is not null && header.Key == expected.Key && header.Count == expected.Count && header.Size == expected.Size
            && header.Failures is not null && header.Failures.Length <= header.Count
            && stream.Length == start.Length + length + header.PixelBytes + SHA256.HashSizeInBytes
            ? header
            : null;
    }

    private static void Append(Stream stream, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
    }

    // Everything the pixels depend on: the files' names, sizes and times of change, the rule, and this code's version.
    private static string Key(IReadOnlyList<PhotoFile> items, Preprocessing preprocessing)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string blur = preprocessing.Blur == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"|{preprocessing.Blur:R}");
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version}|{preprocessing.Size}|{preprocessing.Crop}{blur}\n"));
        foreach (PhotoFile item in items)
        {
            var file = new FileInfo(item.Path);
            string line = string.Create(CultureInfo.InvariantCulture, $"{item.Path}|{(file.Exists ? file.Length : -1)}|{file.LastWriteTimeUtc.Ticks}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
