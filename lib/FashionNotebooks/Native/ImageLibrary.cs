using System.Runtime.InteropServices;

namespace FashionNotebooks.Native;

/// <summary>Entry points of <c>fashion_image</c> (OpenCV).</summary>
internal static partial class ImageLibrary
{
    private const string Library = "fashion_image";

    [LibraryImport(Library)]
    internal static partial int fi_abi();
}
