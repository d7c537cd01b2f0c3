namespace FashionNotebooks.Search;

/// <summary>The checkpoint that made an index's embeddings. Embeddings of two models cannot be compared.</summary>
/// <param name="Path">The checkpoint's file.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record IndexModel(string Path, string Sha256)
{
    /// <summary>Of embeddings that only measure something.</summary>
    internal static IndexModel Unknown { get; } = new("", new string('0', 2 * SHA256.HashSizeInBytes));

    /// <summary>Hashes a checkpoint.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static IndexModel Of(string path) => new(path, DataFingerprint.OfFile(path, "model"));

    /// <summary>The model's file: where an index says, or beside the index, when they have moved together.</summary>
    /// <param name="index">The index's file.</param>
    public string Beside(string index)
    {
        string beside = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(index))!, System.IO.Path.GetFileName(Path));
        return !File.Exists(Path) && File.Exists(beside) ? beside : Path;
    }
}
