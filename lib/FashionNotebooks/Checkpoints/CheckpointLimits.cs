namespace FashionNotebooks.Checkpoints;

/// <summary>What a file may claim before it is refused: a hostile file cannot make the reader allocate more.</summary>
/// <param name="HeaderBytes">Longest safetensors header or pickle, bytes.</param>
/// <param name="Tensors">Most tensors in one file.</param>
/// <param name="TotalBytes">Most bytes of tensors in one file.</param>
public sealed record CheckpointLimits(long HeaderBytes, int Tensors, long TotalBytes)
{
    /// <summary>1 MiB of header, 4,096 tensors, 512 MiB of values: far above every model of the course.</summary>
    public static CheckpointLimits Default { get; } = new(1 << 20, 4096, 512L << 20);
}
