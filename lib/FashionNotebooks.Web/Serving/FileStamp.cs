using System.Globalization;
using FashionNotebooks.Postgres;

namespace FashionNotebooks.Web.Serving;

/// <summary>When and how large the files were, and which version a database held: another stamp, another version.</summary>
internal readonly record struct FileStamp(long ModelTime, long ModelBytes, long IndexTime, long IndexBytes)
{
    public static FileStamp Of(ServerOptions options)
    {
        (long Time, long Bytes) model = Of(options.Model), index = PostgresAddress.Matches(options.Index)
            ? (PostgresIndex.Stamp(PostgresAddress.Parse(options.Index)), 0)
            : Of(options.Index);
        return new(model.Time, model.Bytes, index.Time, index.Bytes);
    }

    /// <summary>A short name of the index's version.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{IndexTime:x}");

    private static (long Time, long Bytes) Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc.Ticks, file.Length) : (0, 0);
    }
}
