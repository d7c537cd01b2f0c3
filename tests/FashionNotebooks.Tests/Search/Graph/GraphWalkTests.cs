using Cloud.Unum.USearch;
using FashionNotebooks.Search.Graph;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search.Graph;

/// <summary>Our walk against the one of the library that made the graph, and against comparing every node.</summary>
public sealed class GraphWalkTests : IDisposable
{
    private const int Count = 1500, QueryCount = 50;
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    // 64 in view is what USearch takes for an opened file, unless it is asked for more.
    [Theory]
    [InlineData(3, 64)]
    [InlineData(16, 64)]
    [InlineData(61, 200)]
    public void It_meets_what_USearch_meets(int dimension, int breadth)
    {
        float[] rows = Points(Count, dimension, 1), queries = Points(QueryCount, dimension, 2);
        using LinkGraph graph = Build(rows, dimension);
        File.WriteAllBytes(folder.File("graph"), graph.Entry.Bytes.ToArray());
        using var peer = new USearchIndex(folder.File("graph"), false);
        for (int q = 0; q < QueryCount; q++)
        {
            float[] query = queries[(q * dimension)..((q + 1) * dimension)];
            var nodes = new ulong[breadth];
            int count = graph.Search(query, nodes);
            Assert.Equal(peer.Search(query, breadth, out ulong[] expected, out _), count);
            Assert.Equal(expected.Order(), nodes.Order()); // equal distances may stand in another order
        }
    }

    [Fact]
    public void With_all_in_view_it_puts_every_node_in_order()
    {
        const int dimension = 21;
        float[] rows = Points(Count, dimension, 3), query = Points(1, dimension, 4);
        using LinkGraph graph = Build(rows, dimension);
        var nodes = new ulong[Count + 5];
        Assert.Equal(Count, graph.Search(query, nodes));
        double Distance(ulong node) => Enumerable.Range(0, dimension).Sum(d => Math.Pow(rows[(int)node * dimension + d] - query[d], 2));
        double[] distances = [.. nodes.Take(Count).Select(Distance)];
        Assert.Equal(Enumerable.Range(0, Count), nodes.Take(Count).Select(node => (int)node).Order());
        Assert.All(distances.Zip(distances.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 1e-5));
    }

    [Fact]
    public void A_graph_of_one_node_is_found()
    {
        using LinkGraph graph = LinkGraph.Build(null, [1, 2, 3], [0], dimension: 3, links: 4, null, default);
        var nodes = new ulong[3];
        Assert.Equal((1, 0UL), (graph.Search([0, 0, 0], nodes), nodes[0]));
    }

    private static LinkGraph Build(float[] rows, int dimension) =>
        LinkGraph.Build(null, rows, [.. Enumerable.Range(0, Count)], dimension, links: 8, null, default);

    private static float[] Points(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * dimension).Select(_ => random.NextSingle())];
    }
}
