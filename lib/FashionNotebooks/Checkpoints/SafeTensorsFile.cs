namespace FashionNotebooks.Checkpoints;

/// <summary>
/// A safetensors file in memory: <c>u64 length | JSON header | tensors one after another</c>, little-endian.
/// It holds values and texts only, so reading one can never run anything.
/// Format: https://github.com/huggingface/safetensors.
/// </summary>
public sealed class SafeTensorsFile
{
    private SafeTensorsFile(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<TensorEntry> tensors)
    {
        Metadata = metadata;
        Tensors = tensors;
    }

    /// <summary>The file's own key and value texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their bytes in the file.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>Reads a whole file. Values may be NaN or infinite.</summary>
    /// <exception cref="InputException">The file cannot be read, breaks a rule of the format, or is above
    /// 1 MiB of header, 4,096 tensors or 512 MiB of values.</exception>
    public static SafeTensorsFile Read(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, CheckpointLimits.Default);
        return new SafeTensorsFile(reader.Header.Metadata, [.. reader.Header.Tensors.Select(reader.Read)]);
    }

    /// <summary>Reads and checks the header only; no tensor is read.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using SafeTensorsReader reader = SafeTensorsReader.Open(path, CheckpointLimits.Default);
        return reader.Header.Metadata;
    }

    /// <summary>
    /// Writes a file atomically. The same entries and metadata give the same bytes, in whatever order they come.
    /// </summary>
    /// <exception cref="ArgumentException">Two tensors have one name, an entry's bytes do not fit its shape,
    /// or there is more than <see cref="Read"/> accepts.</exception>
    /// <exception cref="InputException">The place cannot be written; an older file stays.</exception>
    public static void Write(string path, IEnumerable<TensorEntry> tensors, IReadOnlyDictionary<string, string> metadata) =>
        SafeTensorsWriter.Write(path, tensors, metadata, CheckpointLimits.Default, alignment: 8);
}
