using System.Security.Cryptography;

namespace FashionNotebooks.Search;

/// <summary>The checkpoint that made an index's embeddings. Embeddings of two models cannot be compared.</summary>
/// <param name="Path">The checkpoint's file.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record IndexModel(string Path, string Sha256)
{
    /// <summary>Hashes a checkpoint.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static IndexModel Of(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return new IndexModel(path, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"cannot read the model '{path}': {e.Message.TrimEnd('.')}; check the path", e);
        }
    }

    /// <summary>Refuses another checkpoint than this one, which made an index.</summary>
    /// <exception cref="InputException">The hashes differ.</exception>
    internal void Require(IndexModel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Sha256 != Sha256)
            throw new InputException($"the index was built with the model '{Path}' ({Sha256[..8]}), "
                + $"not with '{other.Path}' ({other.Sha256[..8]}); build it again");
    }
}
