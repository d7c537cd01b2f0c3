using FashionNotebooks.Checkpoints;
using FashionNotebooks.Native;

namespace FashionNotebooks.Search;

/// <summary>
/// Approximate search through a graph in which near neighbours are linked: a search walks from node to node towards the query and
/// meets only some hundreds of them. Added pictures are linked in; removed ones stay as nodes to walk over until they are a quarter,
/// then the graph is built again. Hierarchical navigable small worlds, https://arxiv.org/abs/1603.09320.
/// </summary>
public sealed class HnswIndex : CandidateIndex
{
    internal const string Name = "hnsw";
    private const int Links = 16, BuildBreadth = 100, LinkedAtOnce = 4096;
    private const double MostRemoved = 0.25;
    private readonly LinkGraph graph;
    private readonly int[] nodes; // of each picture, ascending
    private readonly int[] pictures; // of each node; -1: removed

    private HnswIndex(VectorRows rows, LinkGraph graph, int[] nodes, IReadOnlyList<IndexItem> items, IndexModel model, DistanceMetric metric)
        : base(rows, items, model, metric)
    {
        (this.graph, this.nodes) = (graph, nodes);
        pictures = new int[rows.Count];
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
        VectorRows rows = VectorRows.Join(null, [], embeddings, items, dimension, options.Metric);
        return Assemble(rows, LinkGraph.Create(Links, BuildBreadth), Numbers(0, all.Length), all, model, options, progress, cancellation);
    }

    /// <inheritdoc/>
    public override HnswIndex Add(ReadOnlySpan<float> embeddings, IReadOnlyList<IndexItem> items)
    {
        RequireDimension(embeddings, items);
        IndexItem[] all = Distinct([.. Items, .. items]);
        VectorRows rows = VectorRows.Join(Rows, Numbers(0, Rows.Count), embeddings, items, Dimension, Metric);
        return Assemble(rows, graph.Clone(), [.. nodes, .. Numbers(Rows.Count, items.Count)], all, Model, new IndexBuildOptions { Metric = Metric });
    }

    /// <inheritdoc/>
    public override HnswIndex Remove(Predicate<IndexItem> remove)
    {
        int[] kept = Kept(remove);
        IndexItem[] items = [.. kept.Select(i => Items[i])];
        int[] left = [.. kept.Select(i => nodes[i])];
        bool compact = left.Length < (1 - MostRemoved) * Rows.Count;
        VectorRows rows = VectorRows.Join(Rows, compact ? left : Numbers(0, Rows.Count), [], [], Dimension, Metric);
        return compact
            ? Assemble(rows, LinkGraph.Create(Links, BuildBreadth), Numbers(0, left.Length), items, Model, new IndexBuildOptions { Metric = Metric })
            : new HnswIndex(rows, graph.Clone(), left, items, Model, Metric);
    }

    /// <inheritdoc/>
    public override void Save(string path)
    {
        (int[] levels, int[] neighbors, int entry, int top) = graph.Save();
        IndexFile.Write(path, this,
            [Rows.Entry, IndexFile.Numbers("graph.levels", levels), IndexFile.Numbers("graph.links", neighbors), IndexFile.Numbers("graph.nodes", nodes)],
            new Dictionary<string, string> { ["entry"] = $"{entry}", ["top"] = $"{top}" });
        GC.KeepAlive(this);
    }

    internal static HnswIndex Read(IndexFileReader file)
    {
        int[] levels = file.Numbers("graph.levels"), nodes = file.Numbers("graph.nodes");
        if (nodes.Length != file.Count || nodes[0] < 0 || nodes[^1] >= levels.Length || nodes.Zip(nodes.Skip(1)).Any(p => p.First >= p.Second))
            throw file.Fail("its pictures are no nodes of its graph");
        VectorRows rows = VectorRows.Of(file, levels.Length);
        try
        {
            var graph = LinkGraph.Load(
                Links, BuildBreadth, levels, file.Numbers("graph.links"), file.Number("entry", 0, levels.Length - 1), file.Number("top", 0, byte.MaxValue));
            return new HnswIndex(rows, graph, nodes, file.Items, file.Model, file.Metric);
        }
        catch (InvalidOperationException e)
        {
            rows.Dispose();
            throw file.Fail(e.Message);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Rows.Dispose();
        graph.Dispose();
    }

    private protected override int Pool(int k) => Math.Max(k, Breadth);

    private protected override int RowOf(int item) => nodes[item];

    private protected override int ItemOf(int row) => pictures[row];

    private protected override void Candidates(nint rows, ReadOnlySpan<float> query, Span<long> candidates) =>
        graph.Search(rows, query, candidates);

    /// <summary>Links the nodes that the graph does not have yet, in a random order: neighbours in a catalogue's order are alike.</summary>
    private static HnswIndex Assemble(
        VectorRows rows, LinkGraph graph, int[] nodes, IReadOnlyList<IndexItem> items, IndexModel model, IndexBuildOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            int first = graph.Count;
            int[] order = Numbers(first, rows.Count - first);
            new Random(options.Seed).Shuffle(order);
            graph.Grow(order.Length, options.Seed + first);
            for (int at = 0; at < order.Length; at += LinkedAtOnce)
            {
                int end = Math.Min(at + LinkedAtOnce, order.Length);
                rows.Use(start => graph.Link(start, rows.Dimension, order.AsSpan(at, end - at), cancellation));
                progress?.Report((double)end / order.Length);
            }
            return new HnswIndex(rows, graph, nodes, items, model, options.Metric);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    private static int[] Numbers(int first, int count) => [.. Enumerable.Range(first, count)];
}
