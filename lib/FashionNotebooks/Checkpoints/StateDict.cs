using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints;

/// <summary>Moves named tensors between files and models.</summary>
public static class StateDict
{
    /// <summary>Writes tensors as a safetensors file, atomically. Same values and metadata, same bytes.</summary>
    /// <param name="tensors">Tensors by name, on any device and in any layout; written in C order.</param>
    /// <param name="metadata">Texts to go with them.</param>
    /// <exception cref="InputException">The place cannot be written; an older file stays.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        SafeTensorsFile.Write(path, tensors.Select(pair => Entry(pair.Key, pair.Value)), metadata ?? new Dictionary<string, string>());
    }

    /// <summary>Reads a safetensors file or a PyTorch state dict (<c>.pth</c>, told by its content) into new tensors on the CPU.</summary>
    /// <returns>Tensors by name. The caller disposes them.</returns>
    /// <exception cref="InputException">The file cannot be read; see <see cref="SafeTensorsFile.Read"/> and
    /// <see cref="PthFile.Read(string)"/>.</exception>
    public static Dictionary<string, Tensor> Load(string path)
    {
        SafeFileHandle handle = InputFile.Open(path);
        if (IsPyTorch(handle, path))
        {
            using (handle)
                return PthFile.Read(handle, path).Tensors.ToDictionary(entry => entry.Name, ToTensor);
        }
        using SafeTensorsReader reader = SafeTensorsReader.Open(handle, path);
        return Read(reader);
    }

    /// <summary>Reads all tensors of an open file; the caller disposes them.</summary>
    /// <exception cref="InputException">They cannot be read, or there is less memory.</exception>
    internal static Dictionary<string, Tensor> Read(SafeTensorsReader reader)
    {
        InputFile.RequireMemory(reader.Path, reader.Header.Tensors.Sum(layout => layout.Length));
        return reader.Header.Tensors.ToDictionary(layout => layout.Name, layout => Read(reader, layout));
    }

    /// <summary>Copies values into a model's tensors. Nothing is copied unless names and shapes agree in full.</summary>
    /// <param name="target">The model's tensors, as <c>module.state_dict()</c> gives them.</param>
    /// <param name="source">The values; their types are converted.</param>
    /// <param name="file">The file to name in the message.</param>
    /// <exception cref="InputException">Names are missing or too many, shapes differ or a value is not finite; the message says which.
    /// </exception>
    public static void LoadInto(IReadOnlyDictionary<string, Tensor> target, IReadOnlyDictionary<string, Tensor> source, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        RequireFit(target, Shapes(source), file);
        foreach ((string name, Tensor tensor) in source)
            RequireFinite(name, tensor, file);
        using var withoutGradients = no_grad();
        foreach ((string name, Tensor tensor) in target)
            tensor.copy_(source[name]);
    }

    /// <summary>Reads an open file into a model's tensors, one by one. Nothing is read unless names and shapes agree in full.</summary>
    /// <exception cref="InputException">As above, or the file cannot be read.</exception>
    internal static void LoadInto(IReadOnlyDictionary<string, Tensor> target, SafeTensorsReader reader)
    {
        RequireFit(target, reader.Header.Tensors.ToDictionary(layout => layout.Name, layout => layout.Shape), reader.Path);
        using var withoutGradients = no_grad();
        foreach (TensorLayout layout in reader.Header.Tensors)
        {
            using Tensor tensor = Read(reader, layout);
            RequireFinite(layout.Name, tensor, reader.Path);
            target[layout.Name].copy_(tensor);
        }
    }

    /// <summary>The tensor of an entry, on the CPU.</summary>
    public static Tensor ToTensor(TensorEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Tensor tensor = empty([.. entry.Shape], entry.Type.ToEngine());
        entry.Bytes.Span.CopyTo(tensor.bytes);
        return tensor;
    }

    /// <summary>The entry of a tensor: a copy of its values in C order.</summary>
    public static TensorEntry Entry(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        Tensor dense = tensor.detach().cpu().contiguous();
        return new TensorEntry(name, ElementTypes.Of(dense.dtype), dense.shape, dense.bytes.ToArray());
    }

    private static Tensor Read(SafeTensorsReader reader, TensorLayout layout)
    {
        Tensor tensor = empty(layout.Shape, layout.Type.ToEngine());
        reader.Read(layout, tensor.bytes);
        return tensor;
    }

    // Says in one line how a file's tensors differ from those that a model expects; long lists are shortened.
    private static void RequireFit(IReadOnlyDictionary<string, Tensor> target, Dictionary<string, long[]> found, string? file)
    {
        Dictionary<string, long[]> expected = Shapes(target);
        string[] missing = [.. expected.Keys.Except(found.Keys)], unexpected = [.. found.Keys.Except(expected.Keys)];
        string[] wrong = [.. expected.Where(pair => found.TryGetValue(pair.Key, out var shape) && !shape.SequenceEqual(pair.Value))
            .Select(pair => pair.Key)];
        var differences = new List<string>();
        if (missing.Length > 0)
            differences.Add($"missing {ErrorText.List(missing)}");
        if (unexpected.Length > 0)
            differences.Add($"unexpected {ErrorText.List(unexpected)}");
        if (wrong is [string first, ..])
        {
            string more = wrong.Length > 1 ? $" and {wrong.Length - 1} more" : "";
            differences.Add($"wrong shape {ErrorText.Quote(first)} {ErrorText.Shape(found[first])} instead of "
                + $"{ErrorText.Shape(expected[first])}{more}");
        }
        if (differences.Count == 0)
            return;
        string subject = file is null ? "the weights do" : $"'{file}' does";
        throw new InputException(
            $"{subject} not fit the model: {string.Join("; ", differences)}; use the architecture and classes it was trained with");
    }

    // A net with one such weight answers NaN to everything.
    private static void RequireFinite(string name, Tensor tensor, string? file)
    {
        using Tensor finite = tensor.isfinite(), all = finite.all();
        if (all.item<bool>())
            return;
        string subject = file is null ? "the weights hold" : $"'{file}' holds";
        throw new InputException($"{subject} a value that is not finite in {ErrorText.Quote(name)}; train or download the model again");
    }

    private static Dictionary<string, long[]> Shapes(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(pair => pair.Key, pair => pair.Value.shape);

    private static bool IsPyTorch(SafeFileHandle handle, string path)
    {
        Span<byte> start = stackalloc byte[sizeof(ulong)];
        start = start[..(int)Math.Min(start.Length, InputFile.Length(handle, path))];
        InputFile.ReadExactly(handle, path, 0, start);
        // A safetensors file begins with the length of its header, whose low bytes may be any.
        bool header = start.Length == sizeof(ulong) && BinaryPrimitives.ReadUInt64LittleEndian(start) <= Limits.HeaderBytes;
        return !header && (start.StartsWith("PK"u8) || start.StartsWith<byte>([0x80, 0x02]));
    }
}
