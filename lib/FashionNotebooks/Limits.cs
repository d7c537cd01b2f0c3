namespace FashionNotebooks;

/// <summary>
/// The most that bytes of strangers may ask for. Whoever allocates checks, before it does; what is larger is refused in one line that names
/// the limit. Sizes of weights and indexes are not here: the length of their file limits them, and the memory of the machine.
/// </summary>
public static class Limits
{
    /// <summary>Pixels of a photo in one's own folders.</summary>
    public const long PhotoPixels = 64_000_000;

    /// <summary>Pixels of a photo that a client sends.</summary>
    public const long UploadPixels = 40_000_000;

    /// <summary>The longer side of any photo, in pixels.</summary>
    public const int PhotoSide = 16_384;

    /// <summary>Bytes of a photo's file.</summary>
    public const long PhotoBytes = 64_000_000;

    /// <summary>Bytes of a photo that a client sends.</summary>
    public const long UploadBytes = 10_000_000;

    /// <summary>Bytes for each pixel allowed, while a photo is decoded: the pixels, and all that the decoder keeps beside them.</summary>
    public const int DecodingBytes = 4;

    /// <summary>Bytes of all uploads in progress together.</summary>
    public const long UploadsBytes = 256_000_000;

    /// <summary>Seconds that the answer to a request may take.</summary>
    public const int RequestSeconds = 30;

    public const int HeadSeconds = 10;

    /// <summary>Bytes a second that a body must bring after five seconds.</summary>
    public const int BodyRate = 1000;

    public const int Connections = 1024;

    /// <summary>Photos of requests that wait for a core or the model.</summary>
    public const int Waiting = 256;

    /// <summary>Bytes of the header of weights or an index, and of the pickle of a <c>.pth</c> file.</summary>
    public const int HeaderBytes = 1 << 20;

    /// <summary>Bytes of the header of a file of embeddings: a million paths.</summary>
    public const int EmbeddingHeaderBytes = 100_000_000;

    public const int Tensors = 4096;

    /// <summary>Classes of a model.</summary>
    public const int Classes = 1 << 15;

    /// <summary>Bytes of a table: senders, items, pairs, corrections, rules.</summary>
    public const long TableBytes = 256_000_000;

    public const int ArchiveFiles = 100_000;

    /// <summary>Bytes of a download, and of all files in an archive.</summary>
    public const long ArchiveBytes = 4L << 30;

    public const long ArchiveFileBytes = 256L << 20;
}
