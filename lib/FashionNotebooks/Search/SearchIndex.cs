using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>Opens indexes of every kind.</summary>
public static class SearchIndex
{
    /// <summary>Opens an index file, whatever its kind. Vectors stay in the file and are read as they are needed.</summary>
    /// <exception cref="InputException">The file is no index, or is damaged.</exception>
    public static LocalIndex Open(string path)
    {
        using IndexFileReader file = IndexFileReader.Open(path);
        return file.Kind switch
        {
            FlatIndex.Name => FlatIndex.Read(file),
            _ => throw file.Fail($"its kind {ErrorText.Quote(file.Kind)} is unknown"),
        };
    }
}
