using System.Globalization;

namespace FashionNotebooks.Web.Serving;

/// <summary>When and how large the files were: another stamp, another version.</summary>
internal readonly record struct FileStamp(long ModelTime, long ModelBytes, long IndexTime, long IndexBytes)
{
    public static FileStamp Of(ServerOptions options)
    {
        var (model, index) = (new FileInfo(options.Model), new FileInfo(options.Index));
        return new(Time(model), Bytes(model), Time(index), Bytes(index));
    }

    /// <summary>A short name of the index's version.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{IndexTime:x}");

    private static long Time(FileInfo file) => file.Exists ? file.LastWriteTimeUtc.Ticks : 0;

    private static long Bytes(FileInfo file) => file.Exists ? file.Length : 0;
}
