using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>Vectors one after another, <c>[n, dimension]</c>: the layout for looking at a few of them.</summary>
internal sealed class VectorRows : IDisposable
{
    private readonly VectorBuffer buffer;

    private VectorRows(int count, int dimension, VectorBuffer buffer) => (Count, Dimension, this.buffer) = (count, dimension, buffer);

    /// <summary>Vectors.</summary>
    internal int Count { get; }

    /// <summary>Values in a vector.</summary>
    internal int Dimension { get; }

    /// <summary>All values, for reading while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Values => MemoryMarshal.Cast<byte, float>(buffer.GetSpan());

    /// <summary>The rows as they stand in a file.</summary>
    internal TensorEntry Entry => new("embeddings", ElementType.F32, [Count, Dimension], buffer.Memory);

    /// <summary>Some rows of old, then new embeddings, checked and prepared for a metric.</summary>
    /// <param name="old">Old rows; null for none.</param>
    /// <param name="kept">Which old rows, ascending.</param>
    /// <param name="embeddings">Row-major, one for each of <paramref name="items"/>.</param>
    /// <param name="items">The new pictures.</param>
    /// <param name="dimension">Values in a vector.</param>
    /// <param name="metric">The metric to prepare for.</param>
    /// <exception cref="InputException">An embedding cannot be used, or there are too many.</exception>
    internal static VectorRows Join(
        VectorRows? old, IReadOnlyList<int> kept,
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, int dimension, DistanceMetric metric)
    {
        int count = kept.Count + items.Count;
        var buffer = VectorBuffer.Allocate((long)count * dimension * sizeof(float), $"{count} vectors of {dimension} values");
        Span<float> values = MemoryMarshal.Cast<byte, float>(buffer.GetSpan());
        for (int i = 0; i < kept.Count; i++)
            old!.Row(kept[i]).CopyTo(values.Slice(i * dimension, dimension));
        for (int i = 0; i < items.Count; i++)
        {
            Span<float> row = values.Slice((kept.Count + i) * dimension, dimension);
            Embeddings.Prepare(embeddings.Slice(i * dimension, dimension), row, $"'{items[i].Path}'", metric);
        }
        return new VectorRows(count, dimension, buffer);
    }

    /// <summary>Takes the rows of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">How many rows it must hold.</param>
    internal static VectorRows Of(IndexFileReader file, int count)
    {
        TensorLayout layout = file.Tensor("embeddings");
        if (layout is not { Type: ElementType.F32, Begin: 0, Shape: [var rows, > 0 and <= int.MaxValue] } || rows != count)
            throw file.Fail($"{count} vectors do not fit embeddings of shape {ErrorText.Shape(layout.Shape)}");
        return new VectorRows(count, (int)layout.Shape[1], file.Content(layout));
    }

    /// <summary>A vector, for reading while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Row(int index) => Values.Slice(index * Dimension, Dimension);

    /// <summary>Keeps the rows where they are.</summary>
    internal VectorBuffer.Lease Use() => buffer.Use();

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)buffer).Dispose();
}
