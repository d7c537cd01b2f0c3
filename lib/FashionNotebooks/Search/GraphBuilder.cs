using Cloud.Unum.USearch;

namespace FashionNotebooks.Search;

/// <summary>Links nodes one after another: their order makes the graph. Levels are drawn by USearch, always from the same start.</summary>
internal sealed unsafe class GraphBuilder : IDisposable
{
    private readonly GraphHandle graph;

    /// <summary>Begins a graph without nodes.</summary>
    /// <param name="dimension">Values in a vector.</param>
    /// <param name="links">Neighbours of a node.</param>
    /// <param name="capacity">Nodes that it will have.</param>
    /// <exception cref="InputException">It would be more than 2 GiB.</exception>
    internal GraphBuilder(int dimension, int links, int capacity)
    {
        VectorBuffer.RequireRoom(GraphLayout.LeastBytes(capacity, dimension, links), Named(capacity));
        graph = new GraphHandle(dimension, links);
        Reserve(capacity);
    }

    /// <summary>Begins with the nodes of a graph.</summary>
    internal GraphBuilder(LinkGraph start, int capacity)
    {
        VectorBuffer.RequireRoom(GraphLayout.LeastBytes(capacity, start.Dimension, start.Links), Named(capacity));
        graph = new GraphHandle(start.Dimension, start.Links);
        start.CopyTo(graph);
        Count = start.Nodes;
        Reserve(capacity);
    }

    /// <summary>Nodes that are linked.</summary>
    internal int Count { get; private set; }

    /// <summary>Links a node.</summary>
    internal void Add(ReadOnlySpan<float> vector)
    {
        nint error = 0;
        fixed (float* values = vector)
            UsearchLibrary.usearch_add(graph, (ulong)Count, values, ScalarKind.Float32, &error);
        UsearchLibrary.Check(error);
        Count++;
    }

    /// <summary>The graph.</summary>
    /// <exception cref="InputException">It is more than 2 GiB.</exception>
    internal LinkGraph Finish()
    {
        nint error = 0;
        nuint length = UsearchLibrary.usearch_serialized_length(graph, &error);
        UsearchLibrary.Check(error);
        VectorBuffer bytes = VectorBuffer.Allocate((long)length, Named(Count));
        using (VectorBuffer.Lease lease = bytes.Use())
            UsearchLibrary.usearch_save_buffer(graph, lease.Start, length, &error);
        UsearchLibrary.Check(error);
        return new LinkGraph(bytes);
    }

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();

    private static string Named(int nodes) => $"{nodes} vectors and their links";

    private void Reserve(int capacity)
    {
        nint error = 0;
        UsearchLibrary.usearch_reserve(graph, (nuint)capacity, &error);
        UsearchLibrary.Check(error);
    }
}
