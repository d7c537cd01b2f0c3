using FashionNotebooks.Checkpoints;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search;

public sealed class IndexFileTests : IDisposable
{
    private static readonly IndexModel Model = new("model é.safetensors", new string('a', 64));
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    public void A_saved_index_answers_as_before(DistanceMetric metric)
    {
        using FlatIndex built = Build(100, metric);
        built.Save(folder.File("i"));
        using LocalIndex opened = SearchIndex.Open(folder.File("i"));
        Assert.Equal(built.Info, opened.Info);
        Assert.Equal(built.Photos, opened.Photos);
        Assert.Equal(built.Search([1, 2, 3, 4], 100), opened.Search([1, 2, 3, 4], 100));
        opened.Save(folder.File("again"));
        Assert.Equal(File.ReadAllBytes(folder.File("i")), File.ReadAllBytes(folder.File("again")));
    }

    [Fact]
    public void An_open_index_is_not_disturbed_by_a_new_one_over_its_file()
    {
        string path = folder.File("i");
        using FlatIndex built = Build(50);
        built.Save(path);
        using LocalIndex open = SearchIndex.Open(path);
        using LocalIndex fewer = open.Remove(item => item.Path != "7.jpg");
        fewer.Save(path);
        Assert.Equal(built.Search([1, 2, 3, 4], 50), open.Search([1, 2, 3, 4], 50));
        using LocalIndex replaced = SearchIndex.Open(path);
        Assert.Equal("7.jpg", replaced.Search([1, 2, 3, 4], 1)[0].Path);
    }

    [Fact]
    public void A_closed_index_says_so()
    {
        Build(3).Save(folder.File("i"));
        LocalIndex index = SearchIndex.Open(folder.File("i"));
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.Search([1, 2, 3, 4], 1));
        Assert.Throws<ObjectDisposedException>(() => index.Save(folder.File("j")));
    }

    [Fact]
    public void The_vectors_begin_at_a_multiple_of_64_bytes()
    {
        Build(3).Save(folder.File("i"));
        using SafeTensorsReader reader = SafeTensorsReader.Open(folder.File("i"));
        Assert.Equal(0, reader.FileOffset(reader.Header.Tensors.Single(t => t.Name == "vectors")) % 64);
    }

    [Fact]
    public void Other_and_damaged_files_are_refused()
    {
        string path = folder.File("i");
        void Refused(string finding) =>
            Assert.Contains(finding, Assert.Throws<InputException>(() => SearchIndex.Open(path)).Message, StringComparison.Ordinal);
        void Rewrite(Action<Dictionary<string, string>, List<TensorEntry>> change)
        {
            Build(20).Save(path);
            var file = SafeTensorsFile.Read(path);
            var metadata = new Dictionary<string, string>(file.Metadata);
            List<TensorEntry> tensors = [.. file.Tensors];
            change(metadata, tensors);
            SafeTensorsFile.Write(path, tensors, metadata);
        }
        SafeTensorsFile.Write(path, [], new Dictionary<string, string>());
        Refused("its 'format' is missing");
        Rewrite((m, _) => m["format"] = "fashion-index-9");
        Refused("has the form 'fashion-index-9'");
        Rewrite((m, _) => m["count"] = "0");
        Refused("its 'count' is '0'");
        Rewrite((m, _) => m["model"] = "other");
        Refused("its checksum is wrong");
        Rewrite((_, t) => t[1] = t[1] with { Shape = [2], Bytes = "[]"u8.ToArray() });
        Refused("its checksum is wrong");
        File.WriteAllText(path, "not an index at all");
        Refused("not a valid safetensors file");
    }

    /// <summary>A checksum proves that a file is whole, not that its writer was honest.</summary>
    [Fact]
    public void Contents_that_do_not_fit_each_other_are_refused_under_a_right_checksum()
    {
        string path = folder.File("i");
        using FlatIndex built = Build(20);
        void Refused(string finding, Action<Dictionary<string, string>, List<TensorEntry>> change)
        {
            built.Save(path);
            Forged.Rewrite(path, change);
            Assert.Contains(finding, Assert.Throws<InputException>(() => SearchIndex.Open(path)).Message, StringComparison.Ordinal);
        }
        Refused("its kind 'tree' is unknown", (m, _) => m["kind"] = "tree");
        Refused("its list of photos does not fit its count", (m, _) => m["count"] = "17");
        Refused("it has no items", (_, t) => t.RemoveAt(1));
        Refused("its list of photos is no JSON", (_, t) => t[1] = t[1] with { Shape = [2], Bytes = "[{"u8.ToArray() });
        Refused("its list of photos does not fit its count", (_, t) => t[1] = t[1] with { Shape = [2], Bytes = "[]"u8.ToArray() });
        Refused("20 photos do not fit vectors of shape [4, 2, 16]", (_, t) => t[0] = t[0] with { Shape = [4, 2, 16] });
        Refused("the metric 'miles' is unknown", (m, _) => m["metric"] = "miles");
        Refused("its 'model_sha256' is no SHA-256", (m, _) => m["model_sha256"] = "abc");
    }

    [Fact]
    public void No_damage_goes_unnoticed()
    {
        Build(20).Save(folder.File("good"));
        byte[] good = File.ReadAllBytes(folder.File("good"));
        var random = new Random(6);
        for (int i = 0; i < 600; i++)
        {
            byte[] bad = [.. good];
            int at = i < good.Length / 8 ? i : random.Next(good.Length);
            bad[at] ^= (byte)(1 << random.Next(8));
            if (i % 5 == 0)
                bad = bad[..random.Next(bad.Length)];
            string path = folder.Write("bad", bad);
            try
            {
                using LocalIndex index = SearchIndex.Open(path);
                Assert.Fail($"byte {at} was changed and the index opened");
            }
            catch (InputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    private static FlatIndex Build(int count, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        var random = new Random(count);
        float[] vectors = [.. Enumerable.Range(0, count * 4).Select(_ => random.NextSingle())];
        return FlatIndex.Build(vectors, FlatIndexTests.Items(count), Model, metric);
    }
}
