using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>
/// Reads the directory of a zip archive whose members are stored as they are, the only kind torch.save writes.
/// Nothing is decompressed, so there are no zip bombs; every offset is checked against the file's length.
/// </summary>
internal sealed class ZipDirectory
{
    private const int EndSize = 22, End64Size = 56, Locator64Size = 20, MemberSize = 46, LocalSize = 30;
    private const int MostMembers = 16384;
    private const int MostDirectoryBytes = 4 << 20;
    private readonly SafeFileHandle handle;
    private readonly string path;
    private readonly long length;
    private readonly Func<string, InputException> fail;

    private ZipDirectory(SafeFileHandle handle, string path, Func<string, InputException> fail) =>
        (this.handle, this.path, this.fail, length) = (handle, path, fail, InputFile.Length(handle, path));

    /// <summary>Lists the members by name.</summary>
    internal static Dictionary<string, ZipEntry> Read(SafeFileHandle handle, string path, Func<string, InputException> fail) =>
        new ZipDirectory(handle, path, fail).Members();

    private Dictionary<string, ZipEntry> Members()
    {
        (long count, long size, long offset) = FindDirectory();
        if (count is < 0 or > MostMembers || size is < 0 or > MostDirectoryBytes)
            throw fail($"the archive's directory claims {count} members in {size} bytes; the most is {MostMembers} in {MostDirectoryBytes}");
        byte[] directory = Bytes(offset, (int)size);
        var members = new Dictionary<string, ZipEntry>(StringComparer.Ordinal);
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            ZipEntry entry = Member(directory, ref at);
            if (!members.TryAdd(entry.Name, entry))
                throw fail($"the archive holds {ErrorText.Quote(entry.Name)} twice");
        }
        return members;
    }

    private (long Count, long Size, long Offset) FindDirectory()
    {
        int tailLength = (int)Math.Min(length, EndSize + ushort.MaxValue);
        byte[] tail = Bytes(length - tailLength, tailLength);
        for (int at = tailLength - EndSize; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at, EndSize);
            if (U32(end, 0) != 0x06054b50 || U16(end, 20) != tailLength - at - EndSize)
                continue;
            long position = length - tailLength + at;
            bool wide = U16(end, 10) == ushort.MaxValue || U32(end, 12) == uint.MaxValue || U32(end, 16) == uint.MaxValue;
            return wide ? FindDirectory64(position) : (U16(end, 10), U32(end, 12), U32(end, 16));
        }
        throw fail("the archive's end is missing, so it is cut off");
    }

    private (long Count, long Size, long Offset) FindDirectory64(long end)
    {
        byte[] locator = Bytes(end - Locator64Size, Locator64Size);
        if (U32(locator, 0) != 0x07064b50)
            throw fail("the archive's zip64 locator is missing");
        byte[] record = Bytes(I64(locator, 8), End64Size);
        if (U32(record, 0) != 0x06064b50)
            throw fail("the archive's zip64 end is missing");
        return (I64(record, 32), I64(record, 40), I64(record, 48));
    }

    private ZipEntry Member(byte[] directory, ref int at)
    {
        if (directory.Length - at < MemberSize || U32(directory, at) != 0x02014b50)
            throw fail("the archive's directory is damaged");
        int nameLength = U16(directory, at + 28), extraLength = U16(directory, at + 30);
        int size = MemberSize + nameLength + extraLength + U16(directory, at + 32);
        if (directory.Length - at < size)
            throw fail("the archive's directory is damaged");
        ReadOnlySpan<byte> member = directory.AsSpan(at, size);
        string name = Encoding.UTF8.GetString(member.Slice(MemberSize, nameLength));
        if ((U16(member, 8) & 1) != 0)
            throw fail($"{ErrorText.Quote(name)} in the archive is encrypted");
        if (U16(member, 10) != 0)
            throw fail($"{ErrorText.Quote(name)} in the archive is compressed, as in a TorchScript program; a state dict of torch.save is not");
        (long packed, long unpacked, long local) = Sizes(member, member.Slice(MemberSize + nameLength, extraLength));
        if (packed != unpacked)
            throw fail($"{ErrorText.Quote(name)} in the archive has two different sizes");
        at += size;
        return new ZipEntry(name, Start(name, local, unpacked), unpacked);
    }

    /// <summary>Sizes and local offset; those that do not fit 32 bits stand in the zip64 extra field in this order.</summary>
    private (long Packed, long Unpacked, long Local) Sizes(ReadOnlySpan<byte> member, ReadOnlySpan<byte> extra)
    {
        long packed = U32(member, 20), unpacked = U32(member, 24), local = U32(member, 42);
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0), size = U16(extra, 2);
            if (size > extra.Length - 4)
                break;
            ReadOnlySpan<byte> field = extra.Slice(4, size);
            if (id == 1)
            {
                unpacked = Widen(unpacked, ref field);
                packed = Widen(packed, ref field);
                local = Widen(local, ref field);
            }
            extra = extra[(4 + size)..];
        }
        return (packed, unpacked, local);
    }

    private static long Widen(long value, ref ReadOnlySpan<byte> field)
    {
        if (value != uint.MaxValue || field.Length < 8)
            return value;
        long wide = I64(field, 0);
        field = field[8..];
        return wide;
    }

    private long Start(string name, long local, long size)
    {
        byte[] header = Bytes(local, LocalSize);
        if (U32(header, 0) != 0x04034b50)
            throw fail($"the archive's entry for {ErrorText.Quote(name)} is damaged");
        long start = local + LocalSize + U16(header, 26) + U16(header, 28);
        if (size < 0 || size > length - start)
            throw fail($"{ErrorText.Quote(name)} in the archive reaches beyond the file, so it is cut off");
        return start;
    }

    private byte[] Bytes(long offset, int count)
    {
        if (offset < 0 || offset > length - count)
            throw fail("the archive points outside of the file, so it is cut off or damaged");
        var bytes = new byte[count];
        InputFile.ReadExactly(handle, path, offset, bytes);
        return bytes;
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}

/// <summary>A stored (uncompressed) member of a zip archive: where its bytes begin in the file, and how many there are.</summary>
internal sealed record ZipEntry(string Name, long Offset, long Length);
