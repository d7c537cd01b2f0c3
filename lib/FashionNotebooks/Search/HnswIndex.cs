using FashionNotebooks.Search.Graph;

namespace FashionNotebooks.Search;

/// <summary>
/// Approximate search through a graph in which near neighbours are linked: a search walks from node to node towards the query and
/// meets only some hundreds of them; their exact distances decide. Added pictures are linked in; removed ones stay as nodes to walk over
/// until they are a quarter, then the graph is built again.
/// Hierarchical navigable small worlds, https://arxiv.org/abs/1603.09320, by USearch.
/// </summary>
public sealed class HnswIndex : LocalIndex
{
    internal const string Name = "hnsw";
    private const int DefaultLinks = 16, MostBreadth = 1 << 20, ToldEvery = 1 << 12;
    private const double MostRemoved = 0.25;
    private const int Factor = 4, WalkedCost = 64, MostWalked = 1 << 12;
    private readonly LinkGraph graph;
    private readonly int[] nodes; // of each picture
    private readonly int[] pictures; // of each node; -1: removed
    private readonly int seed;

    private HnswIndex(LinkGraph graph, int[] nodes, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric, int seed)
        : base(items, model, metric, graph.Dimension)
    {
        (this.graph, this.nodes, this.seed) = (graph, nodes, seed);
        pictures = new int[graph.Nodes];
        Array.Fill(pictures, -1);
        for (int item = 0; item < nodes.Length; item++)
            pictures[nodes[item]] = item;
    }

    /// <summary>How many nodes a search keeps in view; more finds more and takes longer.</summary>
    public int Breadth { get; set; } = 64;

    internal override string Kind => Name;

    /// <summary>Builds an index in memory, on one thread: the order in which nodes are linked makes the graph.</summary>
    /// <param name="embeddings">Row-major [n, dimension].</param>
    /// <param name="items">The pictures, [n], at least one.</param>
    /// <param name="model">The checkpoint that made the embeddings.</param>
    /// <param name="options">Metric and seed.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InputException">As for <see cref="FlatIndex.Build"/>.</exception>
    public static HnswIndex Build(
        ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items, IndexModel model, IndexBuildOptions? options = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new IndexBuildOptions();
        int dimension = Embeddings.Dimension(embeddings, items);
        IndexItem[] all = Distinct(items);
        using var builder = new UsearchGraph(dimension, DefaultLinks, all.Length);
        float[] rows = Embeddings.Prepare(embeddings, items, options.Metric);
        (LinkGraph graph, int[] nodes) = Link(builder, 0, rows, dimension, options.Seed, progress, cancellation);
        return new HnswIndex(graph, nodes, all, model, options.Metric, options.Seed);
    }

    /// <inheritdoc/>
    public override void Save(string path)
    {
        IndexFile.Write(path, this, [graph.Entry, IndexFile.Numbers("graph.nodes", nodes)],
            new Dictionary<string, string> { ["breadth"] = $"{Breadth}", ["seed"] = $"{seed}" });
        GC.KeepAlive(this);
    }

    internal static HnswIndex Read(IndexFileReader file)
    {
        if (file.Has("graph.levels"))
            throw file.Outdated("its graph has the form of earlier versions");
        int breadth = file.Number("breadth", 1, MostBreadth), seed = file.Number("seed", int.MinValue, int.MaxValue);
        int[] nodes = file.Numbers("graph.nodes");
        LinkGraph graph = file.Graph("graph");
        bool there = Array.TrueForAll(nodes, node => node >= 0 && node < graph.Nodes);
        if (there && nodes.Length == file.Count && nodes.Distinct().Count() == nodes.Length)
            return new HnswIndex(graph, nodes, file.Items, file.Model, file.Metric, seed) { Breadth = breadth };
        graph.Dispose();
        throw file.Fail("its pictures are no nodes of its graph");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => graph.Dispose();

    private protected override HnswIndex Changed(
        int[] kept, ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> added, IndexItem[] all)
    {
        int[] left = [.. kept.Select(i => nodes[i])];
        (LinkGraph changed, int[] itsNodes) = added.Count > 0 ? Grown(embeddings, added)
            : left.Length >= (1 - MostRemoved) * graph.Nodes ? (graph.Clone(), left)
            : LinkedAgain(left);
        return new HnswIndex(changed, itsNodes, all, Model, Metric, seed) { Breadth = Breadth };
    }

    private protected override void CopyEmbedding(int item, Span<float> embedding)
    {
        graph.Row(nodes[item]).CopyTo(embedding);
        GC.KeepAlive(this);
    }

    private protected override ulong[][] Nearest(float[] queries, int k, int threads, Predicate<int>? accept)
    {
        var found = new ulong[queries.Length / Dimension][];
        using VectorBuffer.Lease lease = graph.Use();
        ForEach(found.Length, threads, i => found[i] = Nearest(queries.AsSpan(i * Dimension, Dimension), k, accept));
        return found;
    }

    private ulong[] Nearest(ReadOnlySpan<float> query, int k, Predicate<int>? accept)
    {
        // Nodes may be removed or refused: then more are asked for. A node that is walked to costs as much as a look at some dozens in
        // order, and USearch keeps all that it has in view sorted, so soon all that pass are compared instead.
        int wanted = Math.Max(k, Breadth) * (accept is null && nodes.Length == pictures.Length ? 1 : Factor);
        int most = Math.Min(graph.Nodes / Factor, MostWalked);
        for (; wanted <= most; wanted *= Factor, most = Math.Min(most, graph.Nodes / WalkedCost))
        {
            ulong[] keys = Walk(query, k, wanted, accept);
            if (keys.Length == k)
                return keys;
        }
        var top = new TopK(k);
        for (int item = 0; item < nodes.Length; item++)
        {
            if (accept?.Invoke(item) != false)
                top.Offer(RankingKey.Of(FloatScanner.Distance(query, graph.Row(nodes[item])), item));
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
            if (pictures[node] is >= 0 and var item)
                top.Offer(RankingKey.Of(FloatScanner.Distance(query, graph.Row((int)node)), item));
        }
        return top.Sorted();
    }

    private (LinkGraph Graph, int[] Nodes) Grown(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> added)
    {
        float[] rows = Embeddings.Prepare(embeddings, added, Metric);
        using UsearchGraph builder = graph.Grow(graph.Nodes + added.Count);
        (LinkGraph grown, int[] linked) = Link(builder, graph.Nodes, rows, Dimension, seed);
        return (grown, [.. nodes, .. linked]);
    }

    private (LinkGraph Graph, int[] Nodes) LinkedAgain(int[] left)
    {
        var rows = new float[left.Length * Dimension];
        for (int i = 0; i < left.Length; i++)
            graph.Row(left[i]).CopyTo(rows.AsSpan(i * Dimension));
        using var builder = new UsearchGraph(Dimension, graph.Links, left.Length);
        return Link(builder, 0, rows, Dimension, seed);
    }

    /// <summary>Links rows in a random order, because neighbours in a catalogue's order are alike; gives the node of each row.</summary>
    private static (LinkGraph Graph, int[] Nodes) Link(
        UsearchGraph builder, int first, float[] rows, int dimension, int seed,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        int[] order = [.. Enumerable.Range(0, rows.Length / dimension)], linked = new int[order.Length];
        new Random(seed).Shuffle(order);
        for (int at = 0; at < order.Length; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            linked[order[at]] = first + at;
            builder.Add(first + at, rows.AsSpan(order[at] * dimension, dimension));
            if ((at + 1) % ToldEvery == 0 || at + 1 == order.Length)
                progress?.Report((at + 1.0) / order.Length);
        }
        return (new LinkGraph(builder.Save(first + order.Length)), linked);
    }
}
