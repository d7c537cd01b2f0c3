using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>
/// What torch.save wrote before version 1.6: a magic number, a version, the sizes of the machine, the object and the keys of its storages,
/// each a pickle, then the values: of each storage their number and, right behind, their bytes.
/// </summary>
internal sealed class LegacyFile
{
    private const long Version = 1001;
    private static readonly byte[] magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly Dictionary<string, long> places = new(StringComparer.Ordinal);

    internal LegacyFile(SafeFileHandle handle, string path, Func<string, InputException> fail)
    {
        (this.handle, this.path) = (handle, path);
        long length = InputFile.Length(handle, path);
        byte[] start = new byte[Math.Min(length, Limits.HeaderBytes)];
        InputFile.ReadExactly(handle, path, 0, start);
        if (!start.AsSpan().StartsWith(magic))
            throw fail("it is a pickle, but none of torch.save");
        var stream = new PickleStream(start, magic.Length, fail);
        object? Next(Dictionary<string, PickleStorage>? seen = null) => new Unpickler(stream, fail, seen).Read();
        if (Next() is not Version)
            throw fail("it has an unknown version of the form before PyTorch 1.6");
        if (Next() is not PickleDictionary machine || !machine.Pairs.Contains(("little_endian", true)))
            throw fail("its values are big-endian");
        var storages = new Dictionary<string, PickleStorage>(StringComparer.Ordinal);
        Root = Next(storages);
        if (Next() is not PickleSequence keys)
            throw fail("it has no list of its storages");
        Span<byte> number = stackalloc byte[sizeof(long)];
        long place = stream.Position;
        foreach (object? key in keys.Items)
        {
            if (key is not string name || !storages.TryGetValue(name, out PickleStorage? storage)
                || !places.TryAdd(name, place + number.Length))
                throw fail("its list of storages does not fit its tensors");
            if (place > length - number.Length)
                throw fail("it is cut off");
            InputFile.ReadExactly(handle, path, place, number);
            if (BinaryPrimitives.ReadInt64LittleEndian(number) != storage.Count || storage.Type.ByteCount([storage.Count]) is not { } bytes)
                throw fail($"the storage {ErrorText.Quote(name)} has another number of values than its tensors say");
            place += number.Length + bytes;
            if (place > length)
                throw fail("it is cut off");
        }
        if (storages.Keys.FirstOrDefault(name => !places.ContainsKey(name)) is { } missing)
            throw fail($"it has no values for the storage {ErrorText.Quote(missing)}");
    }

    /// <summary>The object, before its storages are read.</summary>
    internal object? Root { get; }

    internal byte[] Values(PickleStorage storage)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)storage.Type.ByteCount([storage.Count])!.Value);
        InputFile.ReadExactly(handle, path, places[storage.Key], bytes);
        return bytes;
    }
}
