using FashionNotebooks.Checkpoints.Pth;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints;

/// <summary>
/// A state dict saved by <c>torch.save</c> (PyTorch 1.6 or later), read without running its pickle:
/// only tensors, dicts, lists, tuples, texts, numbers, booleans and None are accepted, anything else is named and refused.
/// </summary>
public sealed class PthFile
{
    private static readonly string[] Wrappers = ["model_state_dict", "state_dict", "model"];

    private PthFile(IReadOnlyList<TensorEntry> tensors, IReadOnlyDictionary<string, string> values) =>
        (Tensors, Values) = (tensors, values);

    /// <summary>
    /// The model's tensors in the file's order. When the file wraps them in <c>model_state_dict</c>, <c>state_dict</c> or
    /// <c>model</c>, only those, without the wrapper's name. Views are made contiguous.
    /// </summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>Texts, numbers and booleans of the file by their path, as <c>epoch</c> or <c>class_names.0</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <exception cref="InputException">The file cannot be read, is damaged, is of an old or other kind, asks for
    /// something that is not data, or is above 1 MiB of pickle or 4,096 tensors.</exception>
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
                $"'{path}' is not a state dict that can be read safely: {finding}; save model.state_dict() with torch.save, or convert it "
                    + $"to safetensors");
        CheckKind(handle, path, Fail);
        using var stream = new FileStream(handle, FileAccess.Read);
        using var archive = new PthArchive(stream, path, Fail);
        object? root = Unpickler.Read(archive.Pickle(), Fail);
        PickleFlattener flat = PickleFlattener.Flatten(root, Fail);
        string prefix = Wrappers.Select(w => w + ".")
            .FirstOrDefault(w => flat.Tensors.Any(t => t.Key.StartsWith(w, StringComparison.Ordinal))) ?? "";
        if (flat.Tensors.Any(t => !t.Key.Contains('.', StringComparison.Ordinal)))
            prefix = ""; // A tensor stands at the top, so the top is the state dict.
        var chosen = flat.Tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(t => (t.Key[prefix.Length..], t.Value));
        return new PthFile(archive.Tensors([.. chosen]), flat.Values);
    }

    private static void CheckKind(SafeFileHandle handle, string path, Func<string, InputException> fail)
    {
        Span<byte> start = stackalloc byte[4];
        if (InputFile.Length(handle, path) < start.Length)
            throw fail("it is empty or cut off");
        InputFile.ReadExactly(handle, path, 0, start);
        uint signature = BinaryPrimitives.ReadUInt32LittleEndian(start);
        if (start[0] == 0x80)
            throw fail("it has the form of PyTorch before 1.6");
        if (signature != 0x04034b50)
            throw fail(string.Create(CultureInfo.InvariantCulture, $"it is no zip archive (it begins with {signature:x8})"));
    }
}
