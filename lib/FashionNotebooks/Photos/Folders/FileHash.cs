using System.Security.Cryptography;

namespace FashionNotebooks.Photos.Folders;

/// <summary>SHA-256 of a file as lower-case hexadecimal.</summary>
internal static class FileHash
{
    internal static string Of(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
