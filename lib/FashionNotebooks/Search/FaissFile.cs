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
        bool cosine = index.Metric == DistanceMetric.Cosine;
        long count = index.Photos.Count;
        AtomicFile.Write(path, stream =>
        {
            // Four letters; dimension i32, count i64, twice 2²⁰ i64, trained u8, metric i32; number of floats u64.
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true); // little-endian everywhere
            writer.Write(cosine ? "IxFI"u8 : "IxF2"u8);
            writer.Write(index.Dimension);
            writer.Write(count);
            writer.Write(1L << 20);
            writer.Write(1L << 20);
            writer.Write(true);
            writer.Write(cosine ? 0 : 1);
            writer.Write(count * index.Dimension);
            for (int photo = 0; photo < count; photo++)
                writer.Write(MemoryMarshal.AsBytes(index.Embedding(photo).AsSpan()));
        });
    }
}
