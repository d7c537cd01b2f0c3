using System.Runtime.InteropServices;

namespace FashionNotebooks.Native;

/// <summary>A graph of FAISS (HNSW) over rows that it does not own.</summary>
internal sealed unsafe class LinkGraph : SafeHandle
{
    private LinkGraph(nint graph)
        : base(0, ownsHandle: true) => SetHandle(graph);

    public override bool IsInvalid => handle == 0;

    /// <summary>Nodes.</summary>
    internal int Count
    {
        get
        {
            long nodes, links;
            int entry, top;
            IndexLibrary.fx_graph_shape(this, &nodes, &links, &entry, &top);
            return (int)nodes;
        }
    }

    /// <summary>A graph without nodes.</summary>
    internal static LinkGraph Create(int links, int breadth)
    {
        nint graph;
        IndexLibrary.Check(IndexLibrary.fx_graph_new(links, breadth, &graph));
        return new LinkGraph(graph);
    }

    /// <summary>Puts arrays that may be wrong together.</summary>
    /// <exception cref="InvalidOperationException">They are no graph; the message says why.</exception>
    internal static LinkGraph Load(int links, int breadth, ReadOnlySpan<int> levels, ReadOnlySpan<int> neighbors, int entry, int top)
    {
        nint graph;
        fixed (int* firstLevel = levels, firstNeighbor = neighbors)
            IndexLibrary.Check(IndexLibrary.fx_graph_load(links, breadth, levels.Length, firstLevel, neighbors.Length, firstNeighbor, entry, top, &graph));
        return new LinkGraph(graph);
    }

    internal LinkGraph Clone()
    {
        nint graph;
        IndexLibrary.Check(IndexLibrary.fx_graph_clone(this, &graph));
        return new LinkGraph(graph);
    }

    /// <summary>Makes room for nodes and draws their levels.</summary>
    internal void Grow(int count, long seed) => IndexLibrary.Check(IndexLibrary.fx_graph_grow(this, count, seed));

    /// <summary>Links nodes, one after another.</summary>
    /// <exception cref="OperationCanceledException">It was stopped between two of them; the graph is of no use.</exception>
    internal void Link(nint rows, int dimension, ReadOnlySpan<int> order, CancellationToken cancellation)
    {
        using var stop = new StopFlag(cancellation);
        int status;
        fixed (int* first = order)
            status = IndexLibrary.fx_graph_link(this, (float*)rows, dimension, first, order.Length, stop.Address);
        cancellation.ThrowIfCancellationRequested();
        IndexLibrary.Check(status);
    }

    /// <summary>The nodes nearest to a query that a search with as many nodes in view meets; -1 fills the rest.</summary>
    internal void Search(nint rows, ReadOnlySpan<float> query, Span<long> nodes)
    {
        fixed (float* values = query)
        fixed (long* first = nodes)
            IndexLibrary.Check(IndexLibrary.fx_graph_search(this, (float*)rows, query.Length, values, nodes.Length, first));
    }

    /// <summary>The graph as arrays.</summary>
    internal (int[] Levels, int[] Neighbors, int Entry, int Top) Save()
    {
        long nodes, links;
        int entry, top;
        IndexLibrary.fx_graph_shape(this, &nodes, &links, &entry, &top);
        var levels = new int[nodes];
        var neighbors = new int[links];
        fixed (int* firstLevel = levels, firstNeighbor = neighbors)
            IndexLibrary.fx_graph_save(this, firstLevel, firstNeighbor);
        return (levels, neighbors, entry, top);
    }

    protected override bool ReleaseHandle()
    {
        IndexLibrary.fx_graph_free(handle);
        return true;
    }
}
