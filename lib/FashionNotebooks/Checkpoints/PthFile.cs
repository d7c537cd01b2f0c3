using FashionNotebooks.Checkpoints.Pth;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints;

/// <summary>
/// A state dict saved by <c>torch.save</c>, of any version since 0.4, read without running its pickle: only tensors, dicts, lists, tuples,
/// texts, numbers, booleans and None are accepted, anything else is named and refused.
/// </summary>
public sealed class PthFile
{
    private static readonly string[] Wrappers = ["model_state_dict", "state_dict", "model", "net"];

    private PthFile(IReadOnlyList<TensorEntry> tensors, IReadOnlyDictionary<string, string> values) =>
        (Tensors, Values) = (tensors, values);

    /// <summary>
    /// The model's tensors in the file's order. When the file wraps them in <c>model_state_dict</c>, <c>state_dict</c>, <c>model</c> or
    /// <c>net</c>, only those, without the wrapper's name, whatever stands beside it. Views are made contiguous.
    /// </summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>Texts, numbers and booleans of the file by their path, as <c>epoch</c> or <c>class_names.0</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file cannot be read, is damaged, is of another kind, asks for something that is not data, or
    /// is above 1 MiB of pickle or 4,096 tensors.</exception>
    public static PthFile Read(string path)
    {
        using SafeFileHandle handle = InputFile.Open(path);
        return Read(handle, path);
    }

    /// <summary>Reads an open file, and closes it.</summary>
    internal static PthFile Read(SafeFileHandle handle, string path)
    {
        InputException Fail(string finding) =>
            new(
                $"'{path}' is not a state dict that can be read safely: {finding}; save model.state_dict() with torch.save, "
                + "or convert it to safetensors");
        if (IsLegacy(handle, path, Fail))
        {
            var file = new LegacyFile(handle, path, Fail);
            return Read(file.Root, new StorageReader(path, InputFile.Length(handle, path), file.Values, Fail), Fail);
        }
        using var stream = new FileStream(handle, FileAccess.Read);
        using var archive = new PthArchive(stream, Fail);
        object? root = new Unpickler(new PickleStream(archive.Pickle(), 0, Fail), Fail).Read();
        return Read(root, new StorageReader(path, stream.Length, archive.Values, Fail), Fail);
    }

    private static PthFile Read(object? root, StorageReader storages, Func<string, InputException> fail)
    {
        IEnumerable<object?> wrapped = root is not PickleDictionary dictionary ? []
            : Wrappers.SelectMany(wrapper => dictionary.Pairs.Where(pair => pair.Key.Equals(wrapper)).Select(pair => pair.Value));
        object? model = wrapped.FirstOrDefault(value =>
            value is PickleDictionary { Pairs: var pairs } && pairs.Exists(pair => pair.Value is PickleTensor));
        PickleFlattener all = PickleFlattener.Flatten(root, fail), chosen = model is null ? all : PickleFlattener.Flatten(model, fail);
        return new PthFile(storages.Tensors(chosen.Tensors), all.Values);
    }

    private static bool IsLegacy(SafeFileHandle handle, string path, Func<string, InputException> fail)
    {
        Span<byte> start = stackalloc byte[4];
        if (InputFile.Length(handle, path) < start.Length)
            throw fail("it is empty or cut off");
        InputFile.ReadExactly(handle, path, 0, start);
        uint signature = BinaryPrimitives.ReadUInt32LittleEndian(start);
        if (start[0] != 0x80 && signature != 0x04034b50)
            throw fail(string.Create(CultureInfo.InvariantCulture, $"it is no zip archive (it begins with {signature:x8})"));
        return start[0] == 0x80;
    }
}
