using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>
/// Vectors in blocks, <c>[blocks, dimension, lanes]</c>: transposed by 16 for a scan, or, with one lane, as rows for a look at a few of
/// them. The lanes behind the last vector are 0.
/// </summary>
internal sealed class VectorBlocks : IDisposable
{
    private readonly VectorBuffer buffer;
    private readonly int lanes;

    private VectorBlocks(int count, int dimension, int lanes, VectorBuffer buffer) =>
        (Count, Dimension, this.lanes, this.buffer) = (count, dimension, lanes, buffer);

    /// <summary>Vectors.</summary>
    internal int Count { get; }

    /// <summary>Values in a vector.</summary>
    internal int Dimension { get; }

    /// <summary>All values, for reading while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Values => MemoryMarshal.Cast<byte, float>(buffer.GetSpan());

    /// <summary>The vectors as they stand in a file, while the object is kept alive.</summary>
    internal TensorEntry Entry => new(Name(lanes), ElementType.F32, Shape(Count, Dimension, lanes), buffer.Memory);

    /// <summary>Some vectors of old, then new embeddings, checked and prepared for a metric.</summary>
    /// <param name="lanes">Vectors in a block.</param>
    /// <param name="old">Old vectors; null for none.</param>
    /// <param name="kept">Which of them, ascending.</param>
    /// <param name="embeddings">Row-major, one for each of <paramref name="added"/>.</param>
    /// <param name="added">The new pictures.</param>
    /// <param name="dimension">Values in a vector.</param>
    /// <param name="metric">The metric to prepare for.</param>
    /// <exception cref="InputException">An embedding cannot be used, or there are too many.</exception>
    internal static VectorBlocks Join(
        int lanes, VectorBlocks? old, int[] kept,
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> added, int dimension, DistanceMetric metric)
    {
        int count = kept.Length + added.Count;
        long bytes = (long)BlockScan.Blocks(count, lanes) * dimension * lanes * sizeof(float);
        var joined = new VectorBlocks(count, dimension, lanes, VectorBuffer.Allocate(bytes, $"{count} vectors of {dimension} values"));
        var row = new float[dimension];
        for (int i = 0; i < kept.Length; i++)
        {
            old!.Get(kept[i], row);
            joined.Set(i, row);
        }
        for (int i = 0; i < added.Count; i++)
        {
            Embeddings.Prepare(embeddings.Slice(i * dimension, dimension), row, $"'{added[i].Path}'", metric);
            joined.Set(kept.Length + i, row);
        }
        return joined;
    }

    /// <summary>Takes the vectors of a file, one for each of its pictures.</summary>
    internal static VectorBlocks Read(IndexFileReader file, int lanes)
    {
        TensorLayout layout = file.Tensor(Name(lanes));
        if (layout is not { Type: ElementType.F32, Begin: 0, Shape: [_, > 0 and <= int.MaxValue and var dimension, ..] }
            || !layout.Shape.SequenceEqual(Shape(file.Count, (int)dimension, lanes)))
            throw file.Fail($"{file.Count} pictures do not fit {Name(lanes)} of shape {ErrorText.Shape(layout.Shape)}");
        return new VectorBlocks(file.Count, (int)dimension, lanes, file.Content(layout));
    }

    /// <summary>Copies a vector out.</summary>
    internal void Get(int index, Span<float> vector)
    {
        ReadOnlySpan<float> lane = Lane(index);
        for (int d = 0; d < vector.Length; d++)
            vector[d] = lane[d * lanes];
        GC.KeepAlive(this);
    }

    /// <summary>A vector in place, of blocks with one lane, for reading while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Row(int index) => Values.Slice(index * Dimension, Dimension);

    /// <summary>Keeps the vectors where they are.</summary>
    internal VectorBuffer.Lease Use() => buffer.Use();

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)buffer).Dispose();

    private static string Name(int lanes) => lanes == 1 ? "embeddings" : "vectors";

    private static long[] Shape(int count, int dimension, int lanes) =>
        lanes == 1 ? [count, dimension] : [BlockScan.Blocks(count, lanes), dimension, lanes];

    private void Set(int index, ReadOnlySpan<float> vector)
    {
        Span<float> lane = Lane(index);
        for (int d = 0; d < vector.Length; d++)
            lane[d * lanes] = vector[d];
    }

    private Span<float> Lane(int index)
    {
        (int block, int lane) = Math.DivRem(index, lanes);
        return MemoryMarshal.Cast<byte, float>(buffer.GetSpan())[(block * Dimension * lanes + lane)..];
    }
}
