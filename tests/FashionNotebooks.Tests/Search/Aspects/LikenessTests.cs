using FashionNotebooks.Inference;
using FashionNotebooks.Search;
using FashionNotebooks.Search.Aspects;
using FashionNotebooks.Tests.Photos;

namespace FashionNotebooks.Tests.Search.Aspects;

/// <summary>What counts in a search, the distances by it, and looks in index files.</summary>
public sealed class LikenessTests : IDisposable
{
    private static readonly IndexModel Model = new("m.safetensors", new string('a', 64));
    private readonly TemporaryFolder folder = Fixture.Folder();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("class", 1, 0, 0, 0)]
    [InlineData("colour", 0, 0, 1, 0)]
    [InlineData("mix:1,2", 1, 2, 0, 0)]
    [InlineData("mix:0,0.5,0,1e1", 0, 0.5, 0, 10)]
    public void WordsAndWeightsAreRead(string text, double kind, double look, double colour, double pattern) =>
        Assert.Equal(new Likeness(kind, look, colour, pattern), Likeness.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("price")]
    [InlineData("mix:")]
    [InlineData("mix:0,0")]
    [InlineData("mix:1,-1")]
    [InlineData("mix:1,x")]
    [InlineData("mix:1,NaN")]
    [InlineData("mix:1,Infinity")]
    [InlineData("mix:1,1,1,1,1")]
    public void OtherTextIsOneLine(string text) =>
        Assert.Contains("mix:A,B", Assert.Throws<InputException>(() => Likeness.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void EachAspectFindsItsOwnAndAMixIsBetween()
    {
        using FlatIndex index = Catalogue(looks: true);
        GarmentLooks query = Looks(photos: 1);
        foreach (var (by, nearest) in new[] { ("look", "0"), ("colour", "0"), ("pattern", "0"), ("mix", "0") })
            Assert.Equal(nearest, index.Search(index.Query(index.Embedding(0), query), Likeness.Parse(by), 3)[0].Path);
        // The colour of the third photo with everything else of the first.
        GarmentLooks other = query with { Colours = new(Looks(4).Colours[2], 3) };
        Assert.Equal("2", index.Search(index.Query(index.Embedding(0), other), Likeness.Parse("colour"), 1)[0].Path);
        Assert.Equal("0", index.Search(index.Query(index.Embedding(0), other), Likeness.Parse("mix:1,1,0.1,1"), 1)[0].Path);
        SearchResult first = index.Search(index.Query(index.Embedding(0), other), Likeness.Parse("mix:1,1,0.1,1"), 1)[0];
        Assert.Equal((1, 1), (first.Why!.Class, first.Why.Look));
        Assert.InRange(first.Why.Colour, 0, 0.8);
    }

    [Fact]
    public void DistancesRiseAndTheFilterHolds()
    {
        using FlatIndex index = Catalogue(looks: true);
        IReadOnlyList<SearchResult> all = index.Search(index.Query(index.Embedding(1), Looks(1)), Likeness.Parse("mix"), 4);
        Assert.Equal(all.OrderBy(result => result.Distance), all);
        Assert.All(index.Search(index.Query(index.Embedding(1), Looks(1)), Likeness.Parse("mix"), 4, new PhotoFilter { Classes = ["odd"] }),
            result => Assert.Equal("odd", result.Class));
        Assert.Throws<InputException>(() => index.Search(index.Query([1, 2], Looks(1)), Likeness.Parse("mix"), 4));
    }

    [Theory]
    [InlineData(IndexKind.Flat)]
    [InlineData(IndexKind.Int8)]
    [InlineData(IndexKind.Hnsw)]
    public void AFileKeepsThemWhateverItsKind(IndexKind kind)
    {
        using LocalIndex built = SearchIndex.Build(new(Embeddings, Items, Model) { Looks = Looks(4) }, new() { Kind = kind });
        built.Save(folder.At("i"));
        using LocalIndex opened = SearchIndex.Open(folder.At("i")), copied = SearchIndex.Open(folder.At("i"), copyUpTo: long.MaxValue);
        foreach (LocalIndex index in new[] { opened, copied })
        {
            Assert.Equal(built.Looks!.Colours.Values, index.Looks!.Colours.Values);
            Assert.Equal(built.Looks.Look.Values, index.Looks.Look.Values);
            Assert.Equal(built.Looks.Pattern.Values, index.Looks.Pattern.Values);
            Assert.Equal(built.Search(Embeddings.AsSpan(0, 3), 4), index.Search(Embeddings.AsSpan(0, 3), 4));
            Assert.Equal("0", index.Search(index.Query(Embeddings[..3], Looks(1)), Likeness.Parse("mix"), 1)[0].Path);
        }
    }

    [Fact]
    public void AFileWithoutThemIsReadAndSaysWhatToDo()
    {
        using FlatIndex built = Catalogue(looks: false);
        built.Save(folder.At("i"));
        using LocalIndex index = SearchIndex.Open(folder.At("i"));
        Assert.Null(index.Looks);
        Assert.Contains("build it again", Assert.Throws<InputException>(
            () => index.Search(index.Query(Embeddings[..3], Looks(1)), Likeness.Parse("look"), 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, float.NaN)]
    public void ForgedLooksAreRefused(int photos, float value)
    {
        using FlatIndex built = Catalogue(looks: false);
        GarmentLooks forged = Looks(photos);
        forged.Look.Values[0] = value;
        built.Looks = forged;
        built.Save(folder.At("i"));
        Assert.Contains("view.", Assert.Throws<InputException>(() => SearchIndex.Open(folder.At("i"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmbeddingFilesCarryThemAndPartsAreJoined()
    {
        EmbeddingSet Part(int first, bool looks) => new(Embeddings[(3 * first)..(3 * first + 6)], Items[first..(first + 2)], Model)
        {
            Looks = looks ? Looks(2) : null,
        };
        EmbeddingFile.Write(folder.At("a"), Part(0, looks: true));
        EmbeddingFile.Write(folder.At("b"), Part(2, looks: true));
        EmbeddingFile.Write(folder.At("c"), Part(2, looks: false));
        GarmentLooks joined = EmbeddingFile.Read([folder.At("a"), folder.At("b")]).Looks!;
        Assert.Equal(4, joined.Count);
        Assert.Equal([.. Looks(2).Look.Values, .. Looks(2).Look.Values], joined.Look.Values);
        Assert.Null(EmbeddingFile.Read([folder.At("a"), folder.At("c")]).Looks);
    }

    private static readonly float[] Embeddings = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5f, 0.5f, 0.1f];

    private static readonly CataloguePhoto[] Items = [.. Enumerable.Range(0, 4)
        .Select(i => new CataloguePhoto($"{i}", i % 2 == 1 ? "odd" : "even"))];

    private static FlatIndex Catalogue(bool looks)
    {
        FlatIndex index = FlatIndex.Build(Embeddings, Items, Model);
        index.Looks = looks ? Looks(4) : null;
        return index;
    }

    private static GarmentLooks Looks(int photos) => new(
        new(((float[])[40, 60, 40, 80, 0, 0, 30, 10, -50, 20, 0, 0])[..(3 * photos)], 3),
        new(((float[])[1, 0, 0, 1, -1, 0.2f, 0.3f, -1])[..(2 * photos)], 2),
        new(((float[])[0.9f, 0.1f, 0, 1, 0.2f, -1, -1, 0])[..(2 * photos)], 2));
}
