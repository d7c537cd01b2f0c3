using System.Runtime.InteropServices;
using Cloud.Unum.USearch;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search;

/// <summary>
/// A graph of near neighbours with its vectors, in the bytes that USearch writes. It is searched where it lies, in memory or in a mapped
/// file, by any number of threads, and does not change.
/// </summary>
internal sealed unsafe class LinkGraph : IDisposable
{
    /// <summary>Nodes in view while a node is linked.</summary>
    internal const int BuildBreadth = 128;

    private readonly VectorBuffer bytes;
    private readonly GraphHandle graph;
    private readonly SemaphoreSlim searches = new(Environment.ProcessorCount); // USearch has workspaces for so many and does not wait
    private readonly GraphLayout layout;

    /// <summary>Takes bytes, which then belong to the graph.</summary>
    /// <exception cref="InvalidOperationException">They are no graph; the message says why. The bytes are disposed.</exception>
    internal LinkGraph(VectorBuffer bytes)
    {
        this.bytes = bytes;
        try
        {
            layout = GraphLayout.Check(bytes.GetSpan());
            graph = new GraphHandle(layout.Dimension, layout.Links);
            nint error = 0;
            UsearchLibrary.usearch_change_threads_search(graph, (nuint)Environment.ProcessorCount, &error);
            UsearchLibrary.Check(error);
            using VectorBuffer.Lease lease = bytes.Use();
            UsearchLibrary.usearch_view_buffer(graph, lease.Start, (nuint)bytes.Memory.Length, &error);
            UsearchLibrary.Check(error);
        }
        catch
        {
            graph?.Dispose();
            ((IDisposable)bytes).Dispose();
            throw;
        }
    }

    internal int Nodes => layout.Nodes;

    internal int Dimension => layout.Dimension;

    internal int Links => layout.Links;

    /// <summary>The bytes as they stand in a file, while the object is kept alive.</summary>
    internal TensorEntry Entry => new("graph", ElementType.U8, [bytes.Memory.Length], bytes.Memory);

    /// <summary>The vectors of all nodes, row-major, while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Rows =>
        MemoryMarshal.Cast<byte, float>(bytes.GetSpan().Slice(GraphLayout.Rows, layout.Nodes * layout.Dimension * sizeof(float)));

    /// <summary>The vector of a node, while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Row(int node) => Rows.Slice(node * layout.Dimension, layout.Dimension);

    internal LinkGraph Clone()
    {
        VectorBuffer copy = VectorBuffer.Allocate(bytes.Memory.Length, "the graph's bytes");
        bytes.GetSpan().CopyTo(copy.GetSpan());
        return new LinkGraph(copy);
    }

    /// <summary>Keeps the bytes where they are.</summary>
    internal VectorBuffer.Lease Use() => bytes.Use();

    /// <summary>The nodes nearest to a query that a search with as many in view meets; under a lease of <see cref="Use"/>.</summary>
    /// <param name="query">[dimension].</param>
    /// <param name="nodes">Takes them.</param>
    /// <returns>How many there are.</returns>
    internal int Search(ReadOnlySpan<float> query, Span<ulong> nodes)
    {
        var distances = new float[nodes.Length];
        nint error = 0;
        nuint found;
        searches.Wait();
        try
        {
            fixed (float* values = query, near = distances)
            fixed (ulong* first = nodes)
                found = UsearchLibrary.usearch_search(graph, values, ScalarKind.Float32, (nuint)nodes.Length, first, near, &error);
        }
        finally
        {
            searches.Release();
        }
        UsearchLibrary.Check(error);
        return (int)found;
    }

    /// <summary>Loads the graph for another to grow from it.</summary>
    internal void CopyTo(GraphHandle other)
    {
        nint error = 0;
        using VectorBuffer.Lease lease = bytes.Use();
        UsearchLibrary.usearch_load_buffer(other, lease.Start, (nuint)bytes.Memory.Length, &error);
        UsearchLibrary.Check(error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        graph.Dispose();
        ((IDisposable)bytes).Dispose();
    }
}
