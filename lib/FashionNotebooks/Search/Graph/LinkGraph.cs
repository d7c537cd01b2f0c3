using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Search.Graph;

/// <summary>
/// A graph of near neighbours with its vectors, in the bytes that USearch writes. It is searched where it lies, in memory or in a mapped
/// file, by any number of threads, and does not change.
/// </summary>
internal sealed class LinkGraph : IDisposable
{
    private readonly VectorBuffer bytes;
    private readonly UsearchGraph graph;
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
            graph = new UsearchGraph(layout.Dimension, layout.Links);
            graph.View(bytes);
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

    /// <summary>The vector of a node, while the object is kept alive.</summary>
    internal ReadOnlySpan<float> Row(int node) => MemoryMarshal.Cast<byte, float>(
        bytes.GetSpan().Slice(GraphLayout.Rows + node * layout.Dimension * sizeof(float), layout.Dimension * sizeof(float)));

    internal LinkGraph Clone()
    {
        VectorBuffer copy = VectorBuffer.Allocate(bytes.Memory.Length, "the graph's bytes");
        bytes.GetSpan().CopyTo(copy.GetSpan());
        return new LinkGraph(copy);
    }

    /// <summary>A copy that can take more nodes.</summary>
    /// <exception cref="InputException">It would be more than 2 GiB.</exception>
    internal UsearchGraph Grow(int capacity) => new(Dimension, Links, capacity, bytes);

    /// <summary>Keeps the bytes where they are.</summary>
    internal VectorBuffer.Lease Use() => bytes.Use();

    /// <summary>The nodes nearest to a query that a search with as many in view meets; under a lease of <see cref="Use"/>.</summary>
    /// <param name="query">[dimension].</param>
    /// <param name="nodes">Takes them.</param>
    /// <returns>How many there are.</returns>
    internal int Search(ReadOnlySpan<float> query, Span<ulong> nodes)
    {
        searches.Wait();
        try
        {
            return graph.Search(query, nodes);
        }
        finally
        {
            searches.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        graph.Dispose();
        ((IDisposable)bytes).Dispose();
    }
}
