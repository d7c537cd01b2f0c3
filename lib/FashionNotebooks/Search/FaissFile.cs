using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace FashionNotebooks.Search;

/// <summary>
/// The flat index in FAISS's own format: <c>IndexFlatL2</c> for euclidean, which answers our distances squared, and <c>IndexFlatIP</c>
/// over vectors of length 1 for cosine, which answers 1 − our distance. An id is the place of a picture in the list of the index.
/// </summary>
public static class FaissFile
{
    /// <summary>The class of FAISS that reads the file of an index with a metric.</summary>
    public static string IndexName(DistanceMetric metric) => metric == DistanceMetric.Cosine ? "IndexFlatIP" : "IndexFlatL2";

    /// <summary>Writes the vectors of an index of any kind atomically.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, LocalIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Header(index.Dimension, index.Items.Count, index.Metric));
            for (int item = 0; item < index.Items.Count; item++)
                stream.Write(MemoryMarshal.AsBytes(index.Embedding(item).AsSpan()));
        });
    }

    /// <summary>Four letters; dimension i32, count i64, twice 2²⁰ i64, trained u8, metric i32; number of floats u64.</summary>
    private static byte[] Header(int dimension, long count, DistanceMetric metric)
    {
        const int letters = 4, length = letters + sizeof(int), trained = length + 3 * sizeof(long), floats = trained + 1 + sizeof(int);
        bool cosine = metric == DistanceMetric.Cosine;
        var header = new byte[floats + sizeof(ulong)];
        Encoding.ASCII.GetBytes(cosine ? "IxFI" : "IxF2", header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(letters), dimension);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(length), count);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(length + sizeof(long)), 1 << 20);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(length + 2 * sizeof(long)), 1 << 20);
        header[trained] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(trained + 1), cosine ? 0 : 1);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(floats), count * dimension);
        return header;
    }
}
