using System.Security.Cryptography;
using FashionNotebooks.Postgres;

namespace FashionNotebooks.Web.Serving;

/// <summary>
/// What the files hold, and which version a database held: another stamp, another version. Times alone would not do: copies keep them.
/// </summary>
internal readonly record struct FileStamp(string Model, string Index)
{
    private const int Block = 1 << 16, Blocks = 16;

    public static FileStamp Of(ServerOptions options) => new(
        Of(options.Model),
        PostgresAddress.Matches(options.Index) ? $"{PostgresIndex.Stamp(PostgresAddress.Parse(options.Index)):x}" : Of(options.Index));

    /// <summary>A short name of the index's version.</summary>
    public override string ToString() => Index;

    // Size, time of change, and blocks from the first to the last: a megabyte of even the largest file, at every look.
    private static string Of(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = RandomAccess.GetLength(file), last = Math.Max(0, length - Block);
            hash.AppendData(BitConverter.GetBytes(length));
            hash.AppendData(BitConverter.GetBytes(File.GetLastWriteTimeUtc(file).Ticks));
            byte[] block = new byte[Block];
            for (int i = 0; i < Blocks; i++)
                hash.AppendData(block, 0, RandomAccess.Read(file, block, last * i / (Blocks - 1)));
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "0";
        }
    }
}
