using System.IO.Compression;

namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>
/// The members of a torch archive: <c>NAME/data.pkl</c> and one <c>NAME/data/KEY</c> per storage, stored as they are, the only kind that
/// torch.save writes. None is longer than the file, so there are no zip bombs.
/// </summary>
internal sealed class PthArchive : IDisposable
{
    private const string PickleName = "/data.pkl";

    private readonly long length;
    private readonly Func<string, InputException> fail;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> members = new(StringComparer.Ordinal);
    private readonly string folder;

    internal PthArchive(Stream stream, Func<string, InputException> fail)
    {
        (length, this.fail) = (stream.Length, fail);
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

    internal byte[] Pickle() => Bytes(members[folder + PickleName], Limits.HeaderBytes);

    internal byte[] Values(PickleStorage storage)
    {
        if (!members.TryGetValue($"{folder}/data/{storage.Key}", out ZipArchiveEntry? member))
            throw fail($"the archive has no values for the storage {ErrorText.Quote(storage.Key)}");
        if (storage.Type.ByteCount([storage.Count]) != member.Length)
            throw fail(
                $"the storage {ErrorText.Quote(storage.Key)} has {member.Length} bytes "
                + $"instead of {storage.Count} values of {storage.Type.Name()}");
        return Bytes(member, Array.MaxLength);
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
}
