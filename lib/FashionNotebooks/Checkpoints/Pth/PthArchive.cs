using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>The members of a torch archive: <c>NAME/data.pkl</c> and one <c>NAME/data/KEY</c> per storage.</summary>
internal sealed class PthArchive
{
    private const string PickleName = "/data.pkl";

    // Tied weights and expanded views say the same values again; in an honest file a few times.
    private const int MostRepeats = 8;

    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly string folder;
    private readonly Dictionary<string, ZipEntry> members;
    private readonly Func<string, InputException> fail;
    private readonly long length;
    private readonly Dictionary<PickleStorage, byte[]> storages = [];
    private long storageBytes;

    internal PthArchive(SafeFileHandle handle, string path, Dictionary<string, ZipEntry> members, Func<string, InputException> fail)
    {
        (this.handle, this.path, this.members, this.fail) = (handle, path, members, fail);
        length = InputFile.Length(handle, path);
        string[] pickles = [.. members.Keys.Where(name => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && name[slash..] == PickleName)];
        if (pickles.Length != 1)
            throw fail($"the archive has {pickles.Length} files data.pkl instead of 1");
        folder = pickles[0][..^PickleName.Length];
        if (members.ContainsKey(folder + "/constants.pkl"))
            throw fail("it is a TorchScript program, not a state dict");
        if (members.TryGetValue(folder + "/byteorder", out ZipEntry? order) && Encoding.ASCII.GetString(Bytes(order, 16)) != "little")
            throw fail("its values are big-endian");
    }

    /// <summary>The pickle's bytes.</summary>
    internal byte[] Pickle() => Bytes(members[folder + PickleName], SafeTensorsHeader.UsualBytes);

    /// <summary>Reads the tensors; each becomes contiguous.</summary>
    internal List<TensorEntry> Tensors(List<(string Name, PickleTensor Tensor)> views)
    {
        long total = 0, most = MostRepeats * length;
        foreach ((string name, PickleTensor view) in views)
        {
            long? bytes = view.Storage.Type.ByteCount(view.Shape);
            if (bytes is null || (total += bytes.Value) > most || total < 0 || bytes > Array.MaxLength)
                throw fail($"its tensors take more than {Math.Min(most, Array.MaxLength)} bytes, counted up to {ErrorText.Quote(name)}");
        }
        InputFile.RequireMemory(path, total);
        return [.. views.Select(v => new TensorEntry(v.Name, v.Tensor.Storage.Type, v.Tensor.Shape, Contiguous(v.Tensor, Storage(v.Tensor.Storage))))];
    }

    private byte[] Storage(PickleStorage storage)
    {
        if (storages.TryGetValue(storage, out byte[]? bytes))
            return bytes;
        if (!members.TryGetValue($"{folder}/data/{storage.Key}", out ZipEntry? member))
            throw fail($"the archive has no values for the storage {ErrorText.Quote(storage.Key)}");
        if (storage.Type.ByteCount([storage.Count]) != member.Length)
            throw fail($"the storage {ErrorText.Quote(storage.Key)} has {member.Length} bytes instead of {storage.Count} values of {storage.Type.Name()}");
        // Many storages may point at one place of the file, so what is read counts, not the file's length.
        if ((storageBytes += member.Length) > length)
            throw fail($"its storages take more than the file's {length} bytes");
        return storages[storage] = Bytes(member, Array.MaxLength);
    }

    private byte[] Bytes(ZipEntry member, long most)
    {
        if (member.Length > most)
            throw fail($"{ErrorText.Quote(member.Name)} in the archive has {member.Length} bytes; the most is {most}");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)member.Length);
        InputFile.ReadExactly(handle, path, member.Offset, bytes);
        return bytes;
    }

    /// <summary>The view's values in C order: a slice of the storage where they lie so already, else a copy.</summary>
    private static ReadOnlyMemory<byte> Contiguous(PickleTensor view, byte[] storage)
    {
        int element = view.Storage.Type.Size(), length = (int)view.Storage.Type.ByteCount(view.Shape)!.Value;
        if (length == 0 || IsDense(view))
            return storage.AsMemory(length == 0 ? 0 : (int)(view.Offset * element), length);
        var result = new byte[length];
        var index = new long[view.Shape.Length];
        long source = view.Offset;
        for (int at = 0; ; at += element)
        {
            storage.AsSpan((int)(source * element), element).CopyTo(result.AsSpan(at));
            int axis = index.Length - 1;
            for (; axis >= 0 && ++index[axis] == view.Shape[axis]; axis--)
            {
                index[axis] = 0;
                source -= (view.Shape[axis] - 1) * view.Strides[axis];
            }
            if (axis < 0)
                return result;
            source += view.Strides[axis];
        }
    }

    private static bool IsDense(PickleTensor view)
    {
        long expected = 1;
        for (int axis = view.Shape.Length - 1; axis >= 0; axis--)
        {
            if (view.Shape[axis] != 1 && view.Strides[axis] != expected)
                return false;
            expected *= view.Shape[axis];
        }
        return true;
    }
}
