namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>Reads the tensors of a file whose storages are read by name; each tensor becomes contiguous.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="length">Its bytes: an honest file takes no more memory than a few times as much.</param>
/// <param name="values">Reads a storage.</param>
internal sealed class StorageReader(string path, long length, Func<PickleStorage, byte[]> values, Func<string, InputException> fail)
{
    // Tied weights and expanded views say the same values again; in an honest file a few times.
    private const int MostRepeats = 8;

    private readonly Dictionary<PickleStorage, byte[]> storages = [];
    private long storageBytes;

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
        return [.. views.Select(view => new TensorEntry(
            view.Name, view.Tensor.Storage.Type, view.Tensor.Shape, Contiguous(view.Tensor, Storage(view.Tensor.Storage))))];
    }

    private byte[] Storage(PickleStorage storage)
    {
        if (storages.TryGetValue(storage, out byte[]? bytes))
            return bytes;
        // Many storages may point at one place of the file, so what is read counts, not the file's length.
        if (storage.Type.ByteCount([storage.Count]) is not { } wanted || wanted > Array.MaxLength
            || (storageBytes += wanted) > length)
            throw fail($"its storages take more than {Math.Min(length, Array.MaxLength)} bytes");
        return storages[storage] = values(storage);
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
