using System.IO.Compression;

namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>
/// The members of a torch archive: <c>NAME/data.pkl</c> and one <c>NAME/data/KEY</c> per storage, stored as they are, the only kind that
/// torch.save writes. None is longer than the file, so there are no zip bombs.
/// </summary>
internal sealed class PthArchive : IDisposable
{
    private const string PickleName = "/data.pkl";

    // Tied weights and expanded views say the same values again; in an honest file a few times.
    private const int MostRepeats = 8;

    private readonly string path;
    private readonly long length;
    private readonly Func<string, InputException> fail;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> members = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly Dictionary<PickleStorage, byte[]> storages = [];
    private long storageBytes;

    internal PthArchive(Stream stream, string path, Func<string, InputException> fail)
    {
        (this.path, length, this.fail) = (path, stream.Length, fail);
        zip = Guarded(() => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        foreach (ZipArchiveEntry entry in Guarded(() => zip.Entries))
        {
            if (!members.TryAdd(entry.FullName, entry))
                throw fail($"the archive holds {ErrorText.Quote(entry.FullName)} twice");
        }
        string[] pickles = [.. members.Keys.Where(name => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            && name[slash..] == PickleName)];
        if (pickles.Length != 1)
            throw fail($"the archive has {pickles.Length} files data.pkl instead of 1");
        folder = pickles[0][..^PickleName.Length];
        if (members.ContainsKey(folder + "/constants.pkl"))
            throw fail("it is a TorchScript program, not a state dict");
        if (members.TryGetValue(folder + "/byteorder", out ZipArchiveEntry? order)
            && Encoding.ASCII.GetString(Bytes(order, 16)) != "little")
            throw fail("its values are big-endian");
    }

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
        return [.. views.Select(
            v => new TensorEntry(v.Name, v.Tensor.Storage.Type, v.Tensor.Shape, Contiguous(v.Tensor, Storage(v.Tensor.Storage))))];
    }

    private byte[] Storage(PickleStorage storage)
    {
        if (storages.TryGetValue(storage, out byte[]? bytes))
            return bytes;
        if (!members.TryGetValue($"{folder}/data/{storage.Key}", out ZipArchiveEntry? member))
            throw fail($"the archive has no values for the storage {ErrorText.Quote(storage.Key)}");
        if (storage.Type.ByteCount([storage.Count]) != member.Length)
            throw fail(
                $"the storage {ErrorText.Quote(storage.Key)} has {member.Length} bytes instead of {storage.Count} values of "
                    + $"{storage.Type.Name()}");
        // Many storages may point at one place of the file, so what is read counts, not the file's length.
        if ((storageBytes += member.Length) > length)
            throw fail($"its storages take more than the file's {length} bytes");
        return storages[storage] = Bytes(member, Array.MaxLength);
    }

    public void Dispose() => zip.Dispose();

    private byte[] Bytes(ZipArchiveEntry member, long most)
    {
        string name = ErrorText.Quote(member.FullName);
        if (member.IsEncrypted)
            throw fail($"{name} in the archive is encrypted");
        if (member.CompressedLength != member.Length)
            throw fail($"{name} in the archive is compressed, as in a TorchScript program; a state dict of torch.save is not");
        if (member.Length > Math.Min(most, length))
            throw fail($"{name} in the archive has {member.Length} bytes; the most is {Math.Min(most, length)}");
        return Guarded(() =>
        {
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)member.Length);
            using Stream content = member.Open();
            content.ReadExactly(bytes);
            return bytes;
        });
    }

    // Whatever a damaged archive makes of the reader.
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
            when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw fail($"the archive is cut off or damaged ({e.Message.Split('\n')[0].TrimEnd('.')})");
        }
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
