namespace FashionNotebooks.Search;

/// <summary>
/// The flat index in FAISS's own format: <c>IndexFlatL2</c> for euclidean, which answers our distances squared, and <c>IndexFlatIP</c> over
/// vectors of length 1 for cosine, which answers 1 − our distance. An id is the place of a photo in the list of the index.
/// </summary>
public static class FaissFile
{
    /// <summary>The class of FAISS that reads the file of an index with a metric.</summary>
    public static string IndexName(DistanceMetric metric) => metric == DistanceMetric.Cosine ? "IndexFlatIP" : "IndexFlatL2";

    /// <summary>Writes the vectors of an index of any kind atomically.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, LocalIndex index)
    {
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Header(index.Dimension, index.Photos.Count, index.Metric));
            for (int photo = 0; photo < index.Photos.Count; photo++)
                stream.Write(MemoryMarshal.AsBytes(index.Embedding(photo).AsSpan()));
        });
    }

    /// <summary>Four letters; dimension i32, count i64, twice 2²⁰ i64, trained u8, metric i32; number of floats u64.</summary>
    private static byte[] Header(int dimension, long count, DistanceMetric metric)
    {
        bool cosine = metric == DistanceMetric.Cosine;
        using var header = new MemoryStream();
        using var writer = new BinaryWriter(header); // little-endian everywhere
        writer.Write(cosine ? "IxFI"u8 : "IxF2"u8);
        writer.Write(dimension);
        writer.Write(count);
        writer.Write(1L << 20);
        writer.Write(1L << 20);
        writer.Write(true);
        writer.Write(cosine ? 0 : 1);
        writer.Write(count * dimension);
        return header.ToArray();
    }
}
