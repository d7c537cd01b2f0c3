using FashionNotebooks.Checkpoints;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search;

public sealed class EmbeddingFileTests : IDisposable
{
    private static readonly IndexModel Model = new("model.safetensors", new string('a', 64));
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Parts_make_the_whole()
    {
        CataloguePhoto[] items = FlatIndexTests.Items(5);
        EmbeddingFile.Write(folder.File("1"), new([1, 2, 3, 4], items[..2], Model));
        EmbeddingFile.Write(folder.File("2"), new([5, 6, 7, 8, 9, 0], items[2..], Model));
        EmbeddingSet set = EmbeddingFile.Read([folder.File("1"), folder.File("2")]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 0], set.Vectors);
        Assert.Equal(items, set.Photos);
        Assert.Equal(Model, set.Model);
    }

    /// <summary>A million paths take more than the megabyte that a checkpoint's header may have.</summary>
    [Fact]
    public void Many_pictures_fit()
    {
        CataloguePhoto[] items = [.. Enumerable.Range(0, 20_000)
            .Select(i => new CataloguePhoto($"/a/folder/with/a/long/name/to/fill/the/header/{i:D50}.jpg", "hat"))];
        EmbeddingFile.Write(folder.File("many"), new(new float[20_000], items, Model));
        Assert.Equal(20_000, EmbeddingFile.Read([folder.File("many")]).Photos.Count);
    }

    [Fact]
    public void Files_that_do_not_fit_are_one_clear_line()
    {
        void Refused(string finding, params string[] files) => Assert.Contains(finding,
            Assert.Throws<InputException>(() => EmbeddingFile.Read([.. files.Select(folder.File)])).Message, StringComparison.Ordinal);
        EmbeddingFile.Write(folder.File("a"), new([1, 2], FlatIndexTests.Items(1), Model));
        EmbeddingFile.Write(folder.File("other"), new([1, 2], FlatIndexTests.Items(1), Model with { Sha256 = new string('b', 64) }));
        EmbeddingFile.Write(folder.File("wide"), new([1, 2, 3], FlatIndexTests.Items(1), Model));
        Refused("different models", "a", "other");
        Refused("different lengths", "a", "wide");
        Refused("name at least one");
        Refused("there is no file", "nowhere");
        SafeTensorsFile.Write(folder.File("b"), [], new Dictionary<string, string>());
        Refused("it has no embeddings", "b");
        SafeTensorsFile.Write(folder.File("c"),
            [new("embeddings", ElementType.F32, [1, 1], new byte[4]), new("items", ElementType.U8, [2], "[]"u8.ToArray())],
            new Dictionary<string, string> { ["model"] = "m", ["model_sha256"] = "s" });
        Refused("does not fit its embeddings", "c");
    }
}
