using System.Buffers.Binary;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>Finds tag 0x0112 in the first directory of an EXIF block.</summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;

    /// <summary>1 to 8; 1 when the block is damaged or silent.</summary>
    internal static int Read(ReadOnlySpan<byte> block)
    {
        if (block.StartsWith("Exif\0\0"u8))
            block = block[6..];
        bool little = block.StartsWith("II"u8);
        if (block.Length < 8 || (!little && !block.StartsWith("MM"u8)))
            return 1;
        uint directory = Read32(block[4..], little);
        if (directory > block.Length - 2)
            return 1;
        ReadOnlySpan<byte> entries = block[(int)directory..];
        int count = Read16(entries, little);
        entries = entries[2..];
        for (int i = 0; i < count && entries.Length >= 12; i++, entries = entries[12..])
        {
            if (Read16(entries, little) == Tag)
                return Read16(entries[8..], little) is >= 1 and <= 8 and int value ? value : 1;
        }
        return 1;
    }

    private static int Read16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
