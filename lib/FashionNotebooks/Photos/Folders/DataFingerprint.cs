namespace FashionNotebooks.Photos.Folders;

/// <summary>SHA-256, as lower-case hexadecimal, of what a training or an index was made from.</summary>
internal static class DataFingerprint
{
    /// <summary>Of all relative names and contents: two folders with the same photos have the same one.</summary>
    internal static string Of(IEnumerable<(string Name, string Sha256)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, string sum) in files.OrderBy(f => f.Name, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{sum}  {name}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of bytes.</summary>
    internal static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a file's bytes.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    internal static string OfFile(string path, string what = "file")
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"cannot read the {what} '{path}': {e.Message.TrimEnd('.')}; check the path", e);
        }
    }

    /// <summary>Of a text's UTF-8 bytes.</summary>
    internal static string OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    internal static string RelativeName(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
