using System.Text.Json;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>Search by look, colour, pattern and their mix, and its figures.</summary>
[Collection(CourseCollection.Name)]
public sealed class LookTests(Course course)
{
    [Theory]
    [InlineData("look")]
    [InlineData("colour")]
    [InlineData("pattern")]
    [InlineData("mix")]
    [InlineData("mix:1,0,2")]
    public async Task A_search_says_how_alike_each_answer_is(string by)
    {
        JsonElement answer = await CliRun.Json(
            "search", "--index", course.Index, "--query", course.Query, "--by", by, "--top-k", "7", "--threads", "1");
        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal(7, results.Length);
        double[] distances = [.. results.Select(result => result.GetProperty("distance").GetDouble())];
        Assert.Equal(distances.Order(), distances);
        Assert.All(results, result => Assert.All((string[])["class", "look", "colour", "pattern"],
            aspect => Assert.InRange(result.GetProperty("why").GetProperty(aspect).GetDouble(), 0, 1)));
    }

    [Fact]
    public async Task By_class_is_the_search_as_it_was()
    {
        string[] line = ["search", "--index", course.Index, "--query", course.Query, "--threads", "1"];
        JsonElement plain = await CliRun.Json(line);
        Assert.Equal(plain.GetRawText(), (await CliRun.Json([.. line, "--by", "class"])).GetRawText());
        Assert.DoesNotContain("why", plain.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_come_when_asked_for()
    {
        string[] line = ["evaluate", "search", "--model", course.Encoder, "--catalog", course.Validation, "--queries", course.Validation,
            "--threads", "1"];
        JsonElement plain = await CliRun.Json(line), colour = await CliRun.Json([.. line, "--by", "colour"]),
            kind = await CliRun.Json([.. line, "--by", "class"]);
        Assert.False(plain.TryGetProperty("ndcg10", out _));
        Assert.Equal(plain.GetProperty("top5").GetDouble(), kind.GetProperty("top5").GetDouble());
        Assert.InRange(colour.GetProperty("colour_delta_e").GetDouble(), 1, kind.GetProperty("colour_delta_e").GetDouble());
        Assert.All((string[])["ndcg10", "pattern"], key => Assert.InRange(colour.GetProperty(key).GetDouble(), 0.05, 1));
    }

    [Fact]
    public async Task Embeddings_in_parts_carry_the_looks_to_the_index()
    {
        string folder = course.NewFolder(), index = Path.Combine(folder, "i");
        foreach (string part in (string[])["1/2", "2/2"])
            await CliRun.Json("embed", "--model", course.Encoder, "--images", course.Validation, "--out", Path.Combine(folder, part[..1]),
                "--shard", part, "--threads", "1");
        await CliRun.Json("index", "build", "--embeddings", $"{Path.Combine(folder, "1")},{Path.Combine(folder, "2")}", "--out", index);
        JsonElement answer = await CliRun.Json(
            "search", "--index", index, "--query", course.Query, "--by", "mix", "--top-k", "1", "--threads", "1");
        Assert.Equal(Path.GetFullPath(course.Query), answer.GetProperty("results")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task An_index_of_an_earlier_version_says_what_to_do()
    {
        string index = Path.Combine(course.NewFolder(), "old");
        using (LocalIndex made = SearchIndex.Open(course.Index))
        {
            float[] rows = [.. Enumerable.Range(0, made.Photos.Count).SelectMany(made.Embedding)];
            using FlatIndex old = FlatIndex.Build(rows, made.Photos, made.Model);
            old.Save(index);
        }
        (await CliRun.Of("search", "--index", index, "--query", course.Query, "--by", "look", "--threads", "1"))
            .AssertOneLine("build it again");
        Assert.Equal(0, (await CliRun.Of("search", "--index", index, "--query", course.Query, "--threads", "1")).Exit);
    }
}
