using System.Text.Encodings.Web;

namespace FashionNotebooks.Checkpoints;

/// <summary>
/// Safetensors files: <c>u64 length | JSON header | tensors one after another</c>, little-endian. They hold values and texts only, so
/// reading one can never run anything. Format: https://github.com/huggingface/safetensors.
/// </summary>
public static class SafeTensorsFile
{
    private static readonly JsonSerializerOptions plainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a whole file. Values may be NaN or infinite.</summary>
    /// <returns>The file's own key and value texts, and the tensors in the order of their bytes.</returns>
    /// <exception cref="InputException">The file cannot be read, or breaks a rule of the format.</exception>
    public static (IReadOnlyDictionary<string, string> Metadata, TensorEntry[] Tensors) Read(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path);
        return (reader.Header.Metadata, [.. reader.Header.Tensors.Select(reader.Read)]);
    }

    /// <summary>Reads and checks the header only; no tensor is read.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path);
        return reader.Header.Metadata;
    }

    /// <summary>Writes a file atomically. The same entries and metadata give the same bytes, in whatever order they come.</summary>
    /// <exception cref="ArgumentException">Two tensors have one name, an entry's bytes do not fit its shape, or the header is longer or
    /// names more tensors than <see cref="Read"/> accepts.</exception>
    /// <exception cref="InputException">The place cannot be written; an older file stays.</exception>
    public static void Write(string path, IEnumerable<TensorEntry> tensors, IReadOnlyDictionary<string, string> metadata) =>
        Write(path, tensors, metadata, alignment: 8);

    /// <summary>
    /// The same, with the first tensor at a multiple of the alignment, a power of two from 8, and a header of any length.
    /// </summary>
    internal static void Write(
        string path, IEnumerable<TensorEntry> tensors, IReadOnlyDictionary<string, string> metadata, int alignment,
        int headerBytes = Limits.HeaderBytes)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(metadata);
        TensorEntry[] ordered = Order(tensors);
        byte[] header = Header(ordered, metadata, alignment);
        if (header.Length - 8 > headerBytes || ordered.Length > Limits.Tensors)
            throw new ArgumentException("names or metadata are more than a reader accepts", nameof(tensors));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (TensorEntry tensor in ordered)
                stream.Write(tensor.Bytes.Span);
        });
    }

    /// <summary>Wide elements first, so that each tensor is aligned to its element; then by name.</summary>
    internal static TensorEntry[] Order(IEnumerable<TensorEntry> tensors)
    {
        TensorEntry[] ordered = [.. tensors.OrderByDescending(t => t.Type.Size()).ThenBy(t => t.Name, StringComparer.Ordinal)];
        var names = new HashSet<string>(StringComparer.Ordinal) { SafeTensorsHeader.MetadataKey };
        foreach (TensorEntry tensor in ordered)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"the tensor name {ErrorText.Quote(tensor.Name)} is taken", nameof(tensors));
            if (tensor.Type.ByteCount(tensor.Shape) != tensor.Bytes.Length)
                throw new ArgumentException(
                    $"tensor {ErrorText.Quote(tensor.Name)} of shape {ErrorText.Shape(tensor.Shape)} has {tensor.Bytes.Length} bytes",
                    nameof(tensors));
        }
        return ordered;
    }

    private static byte[] Header(TensorEntry[] ordered, IReadOnlyDictionary<string, string> metadata, int alignment)
    {
        var content = new OrderedDictionary<string, object>();
        var texts = new SortedDictionary<string, string>(metadata.ToDictionary(), StringComparer.Ordinal);
        if (texts.Count > 0)
            content.Add(SafeTensorsHeader.MetadataKey, texts);
        long offset = 0;
        foreach (TensorEntry tensor in ordered)
        {
            long[] offsets = [offset, offset += tensor.Bytes.Length];
            content.Add(tensor.Name, new { dtype = tensor.Type.Name(), shape = tensor.Shape, data_offsets = offsets });
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(content, plainText);
        int length = json.Length + 8, padding = (alignment - (length % alignment)) % alignment;
        byte[] header = new byte[length + padding];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - 8));
        json.CopyTo(header, 8);
        header.AsSpan(length).Fill((byte)' ');
        return header;
    }
}
