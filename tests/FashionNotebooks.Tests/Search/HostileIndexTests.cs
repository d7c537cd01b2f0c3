using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search;

/// <summary>Files of graphs and lists that are cut, changed or forged give one clear line; native code never sees them.</summary>
public sealed class HostileIndexTests : IDisposable
{
    private static readonly ConcurrentDictionary<IndexKind, byte[]> Saved = new();
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(IndexKind.Int8)]
    [InlineData(IndexKind.Hnsw)]
    [InlineData(IndexKind.Ivf)]
    public void No_damage_goes_unnoticed(IndexKind kind)
    {
        Save(kind);
        byte[] good = File.ReadAllBytes(folder.File("i"));
        var random = new Random(6);
        for (int i = 0; i < 150; i++)
        {
            byte[] bad = [.. good];
            bad[i < 50 ? 8 * i : random.Next(good.Length)] ^= (byte)(1 << random.Next(8));
            Refused(folder.Write("bad", i % 5 == 0 ? bad[..random.Next(bad.Length)] : bad));
        }
    }

    [Theory]
    [InlineData(IndexKind.Flat, "hnsw")]
    [InlineData(IndexKind.Flat, "ivf")]
    [InlineData(IndexKind.Flat, "int8")]
    [InlineData(IndexKind.Int8, "hnsw")]
    [InlineData(IndexKind.Hnsw, "ivf")]
    [InlineData(IndexKind.Ivf, "flat")]
    public void One_kind_does_not_pass_for_another(IndexKind kind, string name) => Forge(kind, (m, _) => m["kind"] = name);

    /// <summary>Every number of the graph set to one that leads outside, under a right checksum.</summary>
    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-2)]
    [InlineData(2000)]
    [InlineData(int.MaxValue)]
    public void Links_that_lead_nowhere_are_refused(int wrong)
    {
        var random = new Random(wrong);
        foreach (string name in new[] { "graph.links", "graph.levels", "graph.nodes" })
            Forge(IndexKind.Hnsw, (_, tensors) => Change<int>(tensors, name, values => values[random.Next(values.Length)] = wrong));
        foreach (string name in new[] { "lists.ids", "lists.sizes" })
            Forge(IndexKind.Ivf, (_, tensors) => Change<int>(tensors, name, values => values[random.Next(values.Length)] = wrong));
    }

    [Fact]
    public void Arrays_that_do_not_fit_each_other_are_refused()
    {
        Forge(IndexKind.Hnsw, (m, _) => m["entry"] = "2999999");
        Forge(IndexKind.Hnsw, (m, _) => m["top"] = "200");
        Forge(IndexKind.Hnsw, (m, _) => m["top"] = "0");
        Forge(IndexKind.Hnsw, (m, _) => m.Remove("top"));
        Forge(IndexKind.Ivf, (_, t) => Change<int>(t, "lists.ids", ids => ids[0] = ids[1]));
        Forge(IndexKind.Ivf, (_, t) => Change<int>(t, "lists.sizes", sizes => sizes[0]++));
        foreach (string name in new[] { "graph.links", "graph.levels", "graph.nodes", "embeddings" })
            Forge(IndexKind.Hnsw, (_, t) => Shorten(t, name));
        foreach (string name in new[] { "lists.ids", "lists.sizes", "lists.centres", "lists.books", "lists.codes", "embeddings" })
            Forge(IndexKind.Ivf, (_, t) => Shorten(t, name));
    }

    [Fact]
    public void Values_that_are_not_numbers_do_not_break_the_search()
    {
        foreach ((IndexKind kind, string name) in new[] { (IndexKind.Ivf, "lists.centres"), (IndexKind.Ivf, "lists.books"), (IndexKind.Hnsw, "embeddings"), (IndexKind.Int8, "embeddings") })
        {
            Save(kind);
            Forged.Rewrite(folder.File("i"), (_, t) => Change<float>(t, name, values => values.Fill(float.NaN)));
            using LocalIndex index = SearchIndex.Open(folder.File("i"));
            Assert.InRange(index.Search(new float[index.Dimension], 10).Count, 0, 10);
        }
    }

    private void Save(IndexKind kind)
    {
        string path = folder.File("i");
        File.WriteAllBytes(path, Saved.GetOrAdd(kind, _ =>
        {
            using LocalIndex index = IndexKindsTests.Build(kind);
            index.Save(path);
            return File.ReadAllBytes(path);
        }));
    }

    private void Forge(IndexKind kind, Action<Dictionary<string, string>, List<TensorEntry>> change)
    {
        Save(kind);
        Forged.Rewrite(folder.File("i"), change);
        Refused(folder.File("i"));
    }

    private static void Refused(string path)
    {
        try
        {
            using LocalIndex index = SearchIndex.Open(path);
            Assert.Fail("the index opened");
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    private static void Change<T>(List<TensorEntry> tensors, string name, SpanAction<T> change)
        where T : unmanaged
    {
        int at = tensors.FindIndex(t => t.Name == name);
        byte[] bytes = tensors[at].Bytes.ToArray();
        change(MemoryMarshal.Cast<byte, T>(bytes.AsSpan()));
        tensors[at] = tensors[at] with { Bytes = bytes };
    }

    private static void Shorten(List<TensorEntry> tensors, string name)
    {
        int at = tensors.FindIndex(t => t.Name == name);
        TensorEntry tensor = tensors[at];
        long[] shape = [.. tensor.Shape];
        long row = tensor.Bytes.Length / shape[0];
        shape[0]--;
        tensors[at] = tensor with { Shape = shape, Bytes = tensor.Bytes[..^(int)row] };
    }

    private delegate void SpanAction<T>(Span<T> values);
}
