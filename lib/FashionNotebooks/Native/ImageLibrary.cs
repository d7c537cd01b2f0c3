using System.Runtime.InteropServices;
using FashionNotebooks.Data;

namespace FashionNotebooks.Native;

/// <summary>Entry points of <c>fashion_image</c> (OpenCV). Each returns 0, or 1 for an unreadable file, or 2 with a text.</summary>
internal static unsafe partial class ImageLibrary
{
    internal const int Unreadable = 1;
    private const string Library = "fashion_image";

    /// <summary>Throws when a call did not return 0.</summary>
    /// <exception cref="InputException">The picture cannot be decoded.</exception>
    internal static void Check(int status)
    {
        if (status == Unreadable)
            throw new InputException("the picture data is damaged or cut off");
        if (status != 0)
            throw new InputException($"the picture cannot be processed: {LastError()}");
    }

    private static string LastError() =>
        (Marshal.PtrToStringUTF8(fi_last_error()) ?? "unknown error").ReplaceLineEndings(" ").Trim();

    [LibraryImport(Library)]
    internal static partial int fi_abi();

    [LibraryImport(Library)]
    private static partial nint fi_last_error();

    [LibraryImport(Library)]
    internal static partial int fi_photo(byte* data, long length, int reduce, int orientation, int plain, int crop, int size, byte* planes);

    [LibraryImport(Library)]
    internal static partial int fi_decode(byte* data, long length, int reduce, int orientation, int plain, int height, int width, byte* rgb);

    [LibraryImport(Library)]
    internal static partial int fi_resize(byte* rgb, int height, int width, byte* result, int resultHeight, int resultWidth);

    [LibraryImport(Library)]
    internal static partial int fi_square(byte* rgb, int height, int width, int crop, int size, byte* planes);

    [LibraryImport(Library)]
    internal static partial int fi_encode(byte* pixels, int height, int width, int channels, int kind, int quality, byte** result, long* length);

    [LibraryImport(Library)]
    internal static partial int fi_augment(
        byte* pictures, long* indices, int count, int source, int target, AugmentationDraw* draws, int nearest, float* scale, float* bias, float* result);

    [LibraryImport(Library)]
    internal static partial void fi_free(byte* data);
}
