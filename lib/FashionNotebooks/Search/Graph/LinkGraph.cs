namespace FashionNotebooks.Search.Graph;

/// <summary>
/// A graph of near neighbours with its vectors, in the bytes that USearch writes. It is searched where it lies, in memory or in a mapped
/// file, by any number of threads, and does not change.
/// </summary>
internal sealed unsafe class LinkGraph : IDisposable
{
    private const int ToldEvery = 1 << 12;
    private readonly VectorBuffer bytes;
    private readonly GraphLayout layout;

    /// <summary>Takes bytes, which then belong to the graph.</summary>
    /// <exception cref="InvalidOperationException">They are no graph; the message says why. The bytes are disposed.</exception>
    internal LinkGraph(VectorBuffer bytes)
    {
        this.bytes = bytes;
        try
        {
            layout = GraphLayout.Check(bytes.GetSpan());
        }
        catch
        {
            ((IDisposable)bytes).Dispose();
            throw;
        }
    }

    internal int Nodes => layout.Nodes;

    internal int Dimension => layout.Dimension;

    internal int Links => layout.Links;

    /// <summary>The bytes as they stand in a file, while the object is kept alive.</summary>
    internal TensorEntry Entry => new("graph", ElementType.U8, [bytes.Memory.Length], bytes.Memory);

    /// <summary>Links rows one after another: their order makes the graph. USearch draws levels, always from the same start.</summary>
    /// <param name="start">A graph to grow from; null for none.</param>
    /// <param name="rows">Row-major [n, dimension].</param>
    /// <param name="order">The rows in the order in which they become nodes.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <exception cref="InputException">It is more than 2 GiB.</exception>
    internal static LinkGraph Build(
        LinkGraph? start, float[] rows, int[] order, int dimension, int links, IProgress<double>? progress, CancellationToken cancellation)
    {
        int first = start?.Nodes ?? 0, nodes = first + order.Length;
        GraphLayout.RequireRoom(nodes, dimension, links);
        using var graph = new UsearchGraph(dimension, links);
        if (start is not null)
        {
            using VectorBuffer.Lease old = start.Use();
            graph.Load(old.Start, start.bytes.Memory.Length);
        }
        graph.Reserve(nodes);
        for (int at = 0; at < order.Length; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            graph.Add(first + at, rows.AsSpan(order[at] * dimension, dimension));
            if ((at + 1) % ToldEvery == 0 || at + 1 == order.Length)
                progress?.Report((at + 1.0) / order.Length);
        }
        VectorBuffer bytes = VectorBuffer.Allocate(graph.ByteLength, GraphLayout.Named(nodes));
        using (VectorBuffer.Lease lease = bytes.Use())
            graph.Save(lease.Start, bytes.Memory.Length);
        return new LinkGraph(bytes);
    }

    /// <summary>The vector of a node, while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Row(int node) => bytes.Floats.Slice(GraphLayout.Rows / sizeof(float) + node * Dimension, Dimension);

    internal LinkGraph Clone()
    {
        VectorBuffer copy = VectorBuffer.Allocate(bytes.Memory.Length, "the graph's bytes");
        bytes.GetSpan().CopyTo(copy.GetSpan());
        return new LinkGraph(copy);
    }

    /// <summary>Keeps the bytes where they are.</summary>
    internal VectorBuffer.Lease Use() => bytes.Use();

    /// <summary>The nodes nearest to a query that a walk with as many in view meets, nearest first; returns how many there are.</summary>
    /// <param name="query">[dimension].</param>
    internal int Search(ReadOnlySpan<float> query, Span<ulong> nodes)
    {
        using VectorBuffer.Lease lease = bytes.Use();
        return new GraphWalk(layout, lease.Start, bytes.Memory.Length, query).Nearest(nodes);
    }

    public void Dispose() => ((IDisposable)bytes).Dispose();
}
