using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search;

/// <summary>Files that are cut, changed or forged give one clear line; native code never sees what could lead it astray.</summary>
public sealed class HostileIndexTests : IDisposable
{
    private const int Count = 400;
    private static readonly ConcurrentDictionary<IndexKind, byte[]> Saved = new();
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(IndexKind.Int8)]
    [InlineData(IndexKind.Hnsw)]
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
    [InlineData(IndexKind.Flat, "int8")]
    [InlineData(IndexKind.Int8, "hnsw")]
    [InlineData(IndexKind.Hnsw, "int8")]
    [InlineData(IndexKind.Hnsw, "flat")]
    public void One_kind_does_not_pass_for_another(IndexKind kind, string name) => Forge(kind, (m, _) => m["kind"] = name);

    /// <summary>A walk follows every number of a graph, so under a right checksum each must be looked at before.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(0x7FFF)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Numbers_that_lead_nowhere_are_refused(int wrong)
    {
        foreach (int at in Numbers().Distinct())
        {
            Save(IndexKind.Hnsw);
            bool same = false;
            Forged.Rewrite(folder.File("i"), (_, tensors) => Change<byte>(tensors, "graph", bytes =>
            {
                Span<byte> number = bytes.Slice(at, sizeof(int)), before = number.ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(number, wrong);
                same = number.SequenceEqual(before);
            }));
            if (!same)
                Harmless(folder.File("i"));
        }
    }

    [Fact]
    public void Sizes_whose_product_is_more_than_a_number_holds_are_refused()
    {
        Save(IndexKind.Hnsw);
        Forged.Rewrite(folder.File("i"), (_, tensors) => Change<byte>(tensors, "graph", bytes =>
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, uint.MaxValue);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], uint.MaxValue - 3);
        }));
        Refused(folder.File("i"));
    }

    [Fact]
    public void Bytes_of_a_graph_changed_at_random_are_refused_or_harmless()
    {
        Save(IndexKind.Hnsw);
        byte[] good = File.ReadAllBytes(folder.File("i"));
        var random = new Random(8);
        for (int round = 0; round < 400; round++)
        {
            File.WriteAllBytes(folder.File("i"), good);
            Forged.Rewrite(folder.File("i"), (_, tensors) => Change<byte>(tensors, "graph", bytes =>
            {
                for (int i = random.Next(1, 20); i > 0; i--)
                    bytes[random.Next(4) == 0
                        ? random.Next(GraphStart, GraphStart + 200)
                        : random.Next(bytes.Length)] = (byte)random.Next(256);
            }));
            Harmless(folder.File("i"));
        }
    }

    [Fact]
    public void A_graph_of_any_other_length_is_refused()
    {
        foreach (int length in new[] { 1, 7, 8, 9, 100, GraphStart - 1, GraphStart, GraphStart + 63, GraphStart + 104, GraphStart + 105,
            -1, -142 })
            Forge(IndexKind.Hnsw, (_, t) => Cut(t, "graph", length));
        Forge(IndexKind.Hnsw, (_, t) => Cut(t, "graph.nodes", -4));
        foreach (int node in new[] { -1, Count, int.MaxValue, int.MinValue })
            Forge(IndexKind.Hnsw, (_, t) => Change<int>(t, "graph.nodes", nodes => nodes[5] = node));
        Forge(IndexKind.Hnsw, (_, t) => Change<int>(t, "graph.nodes", nodes => nodes[5] = nodes[6]));
        Forge(IndexKind.Hnsw, (m, _) => m["breadth"] = "0");
        Forge(IndexKind.Hnsw, (m, _) => m.Remove("seed"));
        Forge(IndexKind.Int8, (_, t) => Cut(t, "embeddings", -96));
    }

    [Fact]
    public void Files_of_earlier_versions_are_named_with_the_command_that_builds_them_again()
    {
        void Old(IndexKind kind, string finding, Action<Dictionary<string, string>, List<TensorEntry>> change)
        {
            Save(kind);
            Forged.Rewrite(folder.File("i"), change);
            string message = Assert.Throws<InputException>(() => SearchIndex.Open(folder.File("i"))).Message;
            Assert.Contains(finding, message, StringComparison.Ordinal);
            Assert.Contains("with the model 'model.safetensors', of the kind hnsw", message, StringComparison.Ordinal);
        }
        Old(IndexKind.Hnsw, "form of earlier versions", (_, tensors) => tensors.Add(IndexFile.Numbers("graph.levels", [1, 1])));
        Old(IndexKind.Int8, "inverted lists (ivf)", (metadata, _) => metadata["kind"] = "ivf");
    }

    [Fact]
    public void A_photo_without_a_path_is_refused() => Forge(IndexKind.Flat, (_, tensors) =>
    {
        int at = tensors.FindIndex(tensor => tensor.Name == "items");
        CataloguePhoto[] photos = JsonSerializer.Deserialize<CataloguePhoto[]>(tensors[at].Bytes.Span)!;
        photos[3] = photos[3] with { Path = "" };
        tensors[at] = IndexFile.Photos(photos);
    });

    [Theory]
    [InlineData(IndexKind.Hnsw)]
    [InlineData(IndexKind.Int8)]
    public void Values_that_are_not_numbers_do_not_break_the_search(IndexKind kind)
    {
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.MaxValue, float.MinValue })
        {
            Save(kind);
            Forged.Rewrite(folder.File("i"), (_, t) => Change<byte>(t, kind == IndexKind.Hnsw ? "graph" : "embeddings", bytes =>
                MemoryMarshal.Cast<byte, float>(kind == IndexKind.Hnsw ? bytes[8..GraphStart] : bytes).Fill(value)));
            Harmless(folder.File("i"), opens: true);
        }
    }

    // Where USearch's head begins: behind the number of rows, their length, and the rows.
    private const int GraphStart = 8 + Count * 24 * sizeof(float);

    /// <summary>Where the numbers are that lead to others: all of the heads, and some of the levels and of the nodes.</summary>
    private static IEnumerable<int> Numbers()
    {
        var random = new Random(7);
        int levels = GraphStart + 64 + 40, nodes = levels + Count * sizeof(short);
        return [0, 4, .. Enumerable.Range(GraphStart, levels - GraphStart),
            .. Enumerable.Range(0, 30).Select(_ => levels + 2 * random.Next(Count)),
            .. Enumerable.Range(nodes, 14 + 32 * 4), .. Enumerable.Range(0, 30).Select(_ => nodes + random.Next(Count * 142))];
    }

    /// <summary>Opens a file, and when that goes, uses all of it.</summary>
    private static void Harmless(string path, bool opens = false)
    {
        try
        {
            using LocalIndex index = SearchIndex.Open(path);
            Assert.InRange(index.Search(new float[index.Dimension], 10).Count, 0, 10);
            Assert.InRange(index.Search(index.Embedding(3).Select(v => float.IsFinite(v) ? v : 1).ToArray(), 300).Count, 0, 300);
            using LocalIndex more = index.Add(new float[2 * index.Dimension], [new("new 1", "hat"), new("new 2", "hat")]);
            Assert.InRange(more.Search(new float[index.Dimension], 10).Count, 0, 10);
        }
        catch (InputException e) when (!opens)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    private void Save(IndexKind kind)
    {
        string path = folder.File("i");
        File.WriteAllBytes(path, Saved.GetOrAdd(kind, _ =>
        {
            using LocalIndex index = IndexKindsTests.Build(kind, count: Count);
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

    /// <summary>Cuts a tensor to some bytes, or by some.</summary>
    private static void Cut(List<TensorEntry> tensors, string name, int length)
    {
        int at = tensors.FindIndex(t => t.Name == name);
        TensorEntry tensor = tensors[at];
        int bytes = length > 0 ? length : tensor.Bytes.Length + length;
        long[] shape = [bytes / (tensor.Bytes.Length / tensor.Shape[0]), .. tensor.Shape.Skip(1)];
        tensors[at] = tensor with { Shape = shape, Bytes = tensor.Bytes[..bytes] };
    }

    private delegate void SpanAction<T>(Span<T> values);
}
