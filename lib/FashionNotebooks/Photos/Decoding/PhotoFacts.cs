using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Photos.Decoding;

/// <summary>What <see cref="DataInspection"/> knows of one file.</summary>
/// <param name="Item">The file and its label.</param>
/// <param name="Name">Path below the data folder, with forward slashes.</param>
/// <param name="Split">The split it is in, or an empty text.</param>
/// <param name="Class">Its class.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Width">Width as seen, in pixels.</param>
/// <param name="Height">Height as seen, in pixels.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="Signature">What the search for near-duplicates compares.</param>
internal sealed record PhotoFacts(PhotoFile Item, string Name, string Split, string Class, long Bytes, int Width, int Height, string Sha256, PhotoSignature Signature);
