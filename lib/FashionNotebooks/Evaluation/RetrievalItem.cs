namespace FashionNotebooks.Evaluation;

/// <summary>A picture as query or in a gallery.</summary>
/// <param name="Path">Full path: the same path is the same picture.</param>
/// <param name="Label">Class index.</param>
/// <param name="BytesHash">Hash of the file's bytes: the same bytes are the same picture; null when unknown.</param>
/// <param name="Sender">Who took it; null when unknown.</param>
public sealed record RetrievalItem(string Path, int Label, string? BytesHash = null, string? Sender = null);
