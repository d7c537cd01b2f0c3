using FashionNotebooks.Native;

namespace FashionNotebooks.Data;

/// <summary>Turns picture files into preprocessed bytes, without a tensor library.</summary>
public static unsafe class PhotoDecoder
{
    /// <summary>Decodes a file's bytes into <paramref name="planes"/>: R, G and B planes, <c>[3, S, S]</c>.</summary>
    /// <exception cref="InputException">The bytes are no picture, damaged, or over the limits.</exception>
    public static void Decode(ReadOnlySpan<byte> file, Preprocessing preprocessing, Span<byte> planes, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        int size = preprocessing.Size;
        ArgumentOutOfRangeException.ThrowIfNotEqual(planes.Length, 3 * size * size, nameof(planes));
        ImageHeader header = ImageHeader.Read(file, limits);
        fixed (byte* data = file, result = planes)
        {
            ImageLibrary.Check(ImageLibrary.fi_photo(
                data, file.Length, Reduction(header, size), header.Orientation, IsPlain(header), preprocessing.Crop ? 1 : 0, size, result));
        }
        if (preprocessing.Blur > 0)
            new GaussianBlur(preprocessing.Blur).Apply(planes, size);
    }

    /// <summary>
    /// By how much a JPEG may be shrunk while it is decoded (1, 2, 4 or 8): both sides stay at least twice the target,
    /// so that the antialiased resize after it decides how the picture looks.
    /// </summary>
    public static int Reduction(ImageHeader header, int target)
    {
        if (header.Kind != ImageKind.Jpeg)
            return 1;
        int side = Math.Min(header.Width, header.Height);
        for (int reduce = 8; reduce > 1; reduce /= 2)
        {
            if (side / reduce >= 2 * target)
                return reduce;
        }
        return 1;
    }

    // JPEG has neither alpha nor 16 bits, so the shorter path of the decoder may be taken.
    internal static int IsPlain(ImageHeader header) => header.Kind == ImageKind.Jpeg ? 1 : 0;
}
