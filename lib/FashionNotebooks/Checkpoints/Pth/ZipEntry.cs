namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>A stored (uncompressed) member of a zip archive.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Length">Bytes.</param>
internal sealed record ZipEntry(string Name, long Offset, long Length);
