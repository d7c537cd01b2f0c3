using System.Buffers.Binary;

namespace FashionNotebooks.Data;

/// <summary>Walks the segments of a JPEG file up to its first scan.</summary>
internal static class JpegHeader
{
    private const string CutOff = "the JPEG file is cut off";
    private const int MostScans = 50; // progressive files have about ten

    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        int width = 0, height = 0, orientation = 1;
        for (int at = 2; ;)
        {
            while (at < file.Length && file[at] == 0xFF)
                at++;
            if (at + 3 > file.Length)
                throw new InputException(CutOff);
            byte marker = file[at++];
            if (marker is 0x01 or 0xD8 or (>= 0xD0 and <= 0xD7))
                continue;
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length)
                throw new InputException(CutOff);
            ReadOnlySpan<byte> segment = file.Slice(at + 2, length - 2);
            at += length;
            if (IsFrame(marker) && segment.Length >= 5)
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
            else if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
                orientation = ExifOrientation.Read(segment[6..]);
            else if (marker == 0xDA)
            {
                // Inside a scan FF is always followed by 00 or a restart, so FF D9 can only be the end of the picture.
                if (file[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) < 0)
                    throw new InputException(CutOff);
                CheckScans(file[at..]);
                return new(ImageKind.Jpeg, width, height, orientation);
            }
            else if (marker == 0xD9)
            {
                throw new InputException("the JPEG file holds no picture");
            }
        }
    }

    // A scan over all pixels takes a few bytes: a small file could keep a decoder busy for an hour.
    private static void CheckScans(ReadOnlySpan<byte> rest)
    {
        for (int scans = 1; rest.IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) is >= 0 and int next; rest = rest[(next + 2)..])
        {
            if (++scans > MostScans)
                throw new InputException($"the JPEG file has more than {MostScans} scans");
        }
    }

    // SOF0 to SOF15 without the tables DHT (C4), JPG (C8) and DAC (CC).
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
