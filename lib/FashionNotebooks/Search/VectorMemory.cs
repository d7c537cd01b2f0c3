using System.Buffers;

namespace FashionNotebooks.Search;

/// <summary>Lets the writer of tensors read blocks that are not on the managed heap.</summary>
internal sealed unsafe class VectorMemory(VectorBlocks blocks) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ReadOnlySpan<byte> bytes = blocks.Bytes;
        fixed (byte* start = bytes)
            return new Span<byte>(start, bytes.Length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        fixed (byte* start = blocks.Bytes)
            return new MemoryHandle(start + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
