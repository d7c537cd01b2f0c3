namespace FashionNotebooks.Photos.Download;

/// <summary>How far a download, a check or an extraction is.</summary>
/// <param name="Step">What is being done, in two or three words.</param>
/// <param name="Done">Bytes or files so far.</param>
/// <param name="Total">Bytes or files in all, when known.</param>
public readonly record struct DownloadProgress(string Step, long Done, long? Total);
