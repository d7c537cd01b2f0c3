namespace FashionNotebooks.Photos.Decoding;

/// <summary>
/// What the decoder goes by but does not tell: how often it walks over the pixels, what it keeps of them until the last walk, and whether a
/// scan is missing. It passes over bytes between segments and fills with grey what is cut off, without a word; here both are damage.
/// </summary>
internal static class JpegStructure
{
    private const int MostScans = 50; // progressive files have about ten; each may cost a walk over all pixels for a few bytes
    private const int MostComponents = 4, BlockSize = 64;

    internal static PhotoHeader Read(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> frame = default;
        bool progressive = false, several = false;
        int scans = 0, end = 0, at = 2;
        Span<byte> missing = stackalloc byte[MostComponents * BlockSize]; // bits of each coefficient that no scan has brought yet
        missing.Fill(byte.MaxValue);
        while (Next(file, ref at, out byte marker, out ReadOnlySpan<byte> body))
        {
            if (IsFrame(marker))
            {
                Require(frame.IsEmpty && body.Length >= 6 && body[5] is >= 1 and <= MostComponents && body.Length == 6 + (3 * body[5]));
                frame = body;
                progressive = marker == 0xC2;
            }
            else if (marker == 0xDA)
            {
                Require(!frame.IsEmpty && body.Length >= 1 && body.Length == 4 + (2 * body[0]));
                if (++scans > MostScans)
                    throw PhotoException.Damaged($"the JPEG file has more than {MostScans} scans");
                several |= scans == 1 && (progressive || body[0] < frame[5]);
                Bring(frame, body, progressive, missing);
                at = ScanEnd(file, at);
                end = scans == 1 || several ? at : end;
            }
        }
        if (scans == 0 || missing[..(frame[5] * BlockSize)].ContainsAnyExcept((byte)0))
            throw PhotoException.Damaged("the JPEG file is cut off");
        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        return new(PhotoFormat.Jpeg, (width, height), several ? Coefficients(frame) : 0, null, end, several);
    }

    // The next segment; false at the end of the photo, or of a file that has had its last two bytes cut off.
    private static bool Next(ReadOnlySpan<byte> file, scoped ref int at, out byte marker, out ReadOnlySpan<byte> body)
    {
        marker = 0xD9;
        body = default;
        if (at < file.Length)
            Require(file[at] == 0xFF);
        while (at < file.Length && file[at] == 0xFF)
            at++;
        if (at >= file.Length || file[at] == 0xD9)
            return false;
        marker = file[at++];
        Require(marker >= 0xC0 && marker is not (>= 0xD0 and <= 0xD8));
        int length = at + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[at..]) : int.MaxValue;
        if (length > file.Length - at)
            throw PhotoException.Damaged("the JPEG file is cut off");
        Require(length >= 2);
        body = file[(at + 2)..(at + length)];
        at += length;
        return true;
    }

    // Inside a scan FF is followed by 00, by a restart or by another FF.
    private static int ScanEnd(ReadOnlySpan<byte> file, int at)
    {
        while (file[at..].IndexOf((byte)0xFF) is >= 0 and int step && at + step + 1 < file.Length)
        {
            at += step;
            if (file[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
            at += file[at + 1] == 0xFF ? 1 : 2;
        }
        return file.Length;
    }

    private static void Bring(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> scan, bool progressive, Span<byte> missing)
    {
        ReadOnlySpan<byte> range = scan[^3..]; // first and last coefficient, bits before and after
        (int first, int last, int bits) = progressive ? (range[0], range[1], range[2] & 15) : (0, BlockSize - 1, 0);
        Require(first <= last && last < BlockSize);
        for (int i = 1; i <= 2 * scan[0]; i += 2)
        {
            for (int c = 0; c < frame[5]; c++)
            {
                if (frame[6 + (3 * c)] == scan[i])
                    missing.Slice((c * BlockSize) + first, last - first + 1).Fill((byte)bits);
            }
        }
    }

    // Two bytes for each coefficient of each component, some of which may be coarser than the photo.
    private static double Coefficients(ReadOnlySpan<byte> frame)
    {
        int across = 0, down = 0, samples = 0;
        for (int i = 7; i < frame.Length; i += 3)
        {
            (int x, int y) = (frame[i] >> 4, frame[i] & 15);
            (across, down, samples) = (Math.Max(across, x), Math.Max(down, y), samples + (x * y));
        }
        Require(samples > 0);
        return 2.0 * samples / (across * down);
    }

    // SOF0 to SOF15 without the tables DHT (C4), JPG (C8) and DAC (CC).
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void Require(bool rule)
    {
        if (!rule)
            throw PhotoException.Damaged("the JPEG file is damaged");
    }
}
