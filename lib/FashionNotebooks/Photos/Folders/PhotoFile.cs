namespace FashionNotebooks.Photos.Folders;

/// <summary>One labelled picture file.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Label">Index into the folder's classes; -1 when the folder has none.</param>
/// <param name="Sender">The contributor who took it, or null when unknown.</param>
public sealed record PhotoFile(string Path, int Label, string? Sender);
