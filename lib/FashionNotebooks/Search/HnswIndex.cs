using FashionNotebooks.Search.Graph;

namespace FashionNotebooks.Search;

/// <summary>
/// Approximate search through a graph in which near neighbours are linked: a search walks from node to node towards the query and meets
/// only some hundreds of them; their exact distances decide. Added photos are linked in; removed ones stay as nodes to walk over until they
/// are a quarter, then the graph is built again. Hierarchical navigable small worlds, https://arxiv.org/abs/1603.09320, linked by USearch.
/// </summary>
public sealed class HnswIndex : LocalIndex
{
    internal const string Name = "hnsw";
    private const int DefaultLinks = 16, MostBreadth = 1 << 20;
    private const double MostRemoved = 0.25;
    private const int Factor = 4, WalkedCost = 64, MostWalked = 1 << 12;
    private readonly LinkGraph graph;
    private readonly int[] nodes; // of each photo
    private readonly int[] photoOf; // of each node; -1: removed
    private readonly int seed;

    private HnswIndex(LinkGraph graph, int[] nodes, IReadOnlyList<CataloguePhoto> photos, IndexModel model, DistanceMetric metric, int seed)
        : base(photos, model, metric, graph.Dimension)
    {
        (this.graph, this.nodes, this.seed) = (graph, nodes, seed);
        photoOf = [.. Enumerable.Repeat(-1, graph.Nodes)];
        for (int photo = 0; photo < nodes.Length; photo++)
            photoOf[nodes[photo]] = photo;
    }

    /// <summary>How many nodes a search keeps in view; more finds more and takes longer.</summary>
    public int Breadth { get; set; } = 64;

    internal override string Kind => Name;

    /// <summary>Links rows in memory, on one thread: the order in which nodes are linked makes the graph.</summary>
    /// <param name="rows">Row-major [n, dimension], prepared for the metric.</param>
    internal static HnswIndex Link(
        float[] rows, CataloguePhoto[] photos, IndexModel model, IndexBuildOptions options, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        int[] order = Order(photos.Length, options.Seed);
        LinkGraph graph = LinkGraph.Build(null, rows, order, rows.Length / photos.Length, DefaultLinks, progress, cancellation);
        return new HnswIndex(graph, Places(order, 0), photos, model, options.Metric, options.Seed);
    }

    public override void Save(string path)
    {
        IndexFile.Write(path, this, [graph.Entry, IndexFile.Numbers("graph.nodes", nodes)],
            new Dictionary<string, string> { ["breadth"] = $"{Breadth}", ["seed"] = $"{seed}" });
        GC.KeepAlive(this);
    }

    public override void Dispose() => graph.Dispose();

    internal static HnswIndex Read(IndexFileReader file)
    {
        if (file.Has("graph.levels"))
            throw file.Outdated("its graph has the form of earlier versions");
        int breadth = file.Number("breadth", 1, MostBreadth), seed = file.Number("seed", int.MinValue, int.MaxValue);
        int[] nodes = file.Read<int>("graph.nodes", ElementType.I32);
        LinkGraph graph = file.Graph("graph");
        bool there = Array.TrueForAll(nodes, node => node >= 0 && node < graph.Nodes);
        if (there && nodes.Length == file.Count && nodes.Distinct().Count() == nodes.Length)
            return new HnswIndex(graph, nodes, file.Photos, file.Model, file.Metric, seed) { Breadth = breadth };
        graph.Dispose();
        throw file.Fail("its photos are no nodes of its graph");
    }

    private protected override HnswIndex With(int[] kept, float[] added, CataloguePhoto[] photos)
    {
        int[] left = [.. kept.Select(i => nodes[i])];
        HnswIndex Made(LinkGraph changed, int[] itsNodes) => new(changed, itsNodes, photos, Model, Metric, seed) { Breadth = Breadth };
        if (added.Length == 0 && left.Length >= (1 - MostRemoved) * graph.Nodes)
            return Made(graph.Clone(), left);
        bool grows = added.Length > 0;
        float[] rows = grows ? added : Rows(kept, []);
        int[] order = Order(rows.Length / Dimension, seed);
        LinkGraph changed = LinkGraph.Build(grows ? graph : null, rows, order, Dimension, graph.Links, null, CancellationToken.None);
        return Made(changed, grows ? [.. left, .. Places(order, graph.Nodes)] : Places(order, 0));
    }

    private protected override void CopyEmbedding(int photo, Span<float> embedding)
    {
        graph.Row(nodes[photo]).CopyTo(embedding);
        GC.KeepAlive(this);
    }

    private protected override ulong[][] NearestKeys(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        var found = new ulong[queries.Length / Dimension][];
        using VectorBuffer.Lease lease = graph.Use();
        ForEach(found.Length, threads, i => found[i] = NearestKeys(queries.AsSpan(i * Dimension, Dimension), k, accept));
        return found;
    }

    private ulong[] NearestKeys(ReadOnlySpan<float> query, int k, Predicate<int>? accept)
    {
        // Nodes may be removed or refused: then more are asked for. A node that is walked to costs as much as a look at some dozens in
        // order, and all that is in view is kept sorted, so soon all that pass are compared instead.
        int wanted = Math.Max(k, Breadth) * (accept is null && nodes.Length == photoOf.Length ? 1 : Factor);
        int most = Math.Min(graph.Nodes / Factor, MostWalked);
        for (; wanted <= most; wanted *= Factor, most = Math.Min(most, graph.Nodes / WalkedCost))
        {
            ulong[] keys = Walk(query, k, wanted, accept);
            if (keys.Length == k)
                return keys;
        }
        var top = new TopK(k);
        for (int photo = 0; photo < nodes.Length; photo++)
        {
            if (accept?.Invoke(photo) != false)
                top.Offer(RankingKey.Of(FloatBlocks.Distance(query, graph.Row(nodes[photo])), photo));
        }
        return top.Sorted();
    }

    private ulong[] Walk(ReadOnlySpan<float> query, int k, int wanted, Predicate<int>? accept)
    {
        var met = new ulong[wanted];
        int count = graph.Search(query, met);
        var top = new TopK(k, accept);
        foreach (ulong node in met.AsSpan(0, count))
        {
            if (photoOf[node] is >= 0 and var photo)
                top.Offer(RankingKey.Of(FloatBlocks.Distance(query, graph.Row((int)node)), photo));
        }
        return top.Sorted();
    }

    /// <summary>A random order of rows to link them in, because neighbours in a catalogue's order are alike.</summary>
    private static int[] Order(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }

    /// <summary>The node of each row that is linked in an order behind some nodes.</summary>
    private static int[] Places(int[] order, int first)
    {
        var places = new int[order.Length];
        for (int at = 0; at < order.Length; at++)
            places[order[at]] = first + at;
        return places;
    }
}
