using System.Text.Json;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;
using FashionNotebooks.Tests;
using Npgsql;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>A catalogue in a database from the command line.</summary>
[Collection(CourseCollection.Name)]
public sealed class PostgresTests(Course course)
{
    [PgliteFact]
    public async Task Pushed_searched_and_pulled_it_is_the_index_of_the_file()
    {
        using Pglite server = await Pglite.Start();
        string address = server.Address("shop"), pulled = Path.Combine(course.NewFolder(), "i");
        JsonElement report = await CliRun.Json("index", "push", course.Index, address);
        Assert.Equal((Course.TrainCount, 0), (report.GetProperty("sent").GetInt32(), report.GetProperty("unchanged").GetInt32()));
        Assert.Equal(
            (await CliRun.Json("index", "info", course.Index)).ToString(), (await CliRun.Json("index", "info", address)).ToString());
        foreach (string[] filter in (string[][])[[], ["--class", "hat,shoes"], ["--by", "mix"], ["--by", "colour", "--class", "hat"]])
        {
            string[] search = ["--query", course.Query, "--top-k", "7", "--threads", "1", .. filter];
            JsonElement[] expected = await Results(["search", "--index", course.Index, .. search]),
                found = await Results(["search", "--index", address, .. search]);
            Assert.Equal(expected.Select(r => r.GetProperty("path").GetString()), found.Select(r => r.GetProperty("path").GetString()));
            Assert.All(expected.Zip(found), p =>
                Assert.Equal(p.First.GetProperty("distance").GetDouble(), p.Second.GetProperty("distance").GetDouble(), 4));
        }
        (await CliRun.Of("search", "--index", address, "--query", course.Query, "--model", course.Classifier))
            .AssertOneLine("was built with the model");
        await CliRun.Json("index", "pull", address, pulled);
        Assert.Equal(File.ReadAllBytes(course.Index), File.ReadAllBytes(pulled));
        CliRun text = await CliRun.Of("index", "push", course.Index, address);
        Assert.Contains($"sent 0 pictures, {Course.TrainCount} were there; postgres://127.0.0.1", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text.Output + text.Error, StringComparison.Ordinal);
        NpgsqlConnection.ClearAllPools();

        static async Task<JsonElement[]> Results(params string[] args) =>
            [.. (await CliRun.Json(args)).GetProperty("results").EnumerateArray()];
    }

    [PgliteFact]
    public async Task Killed_or_stopped_in_mid_push_it_goes_on()
    {
        const int count = 30_000, dimension = 32;
        using Pglite server = await Pglite.Start();
        string address = server.Address("killed"), file = Path.Combine(course.NewFolder(), "e");
        CataloguePhoto[] items = [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"{i}.jpg", "hat"))];
        EmbeddingFile.Write(
            file, new EmbeddingSet(NoisyEmbeddings.Draw([1, 2, 3, 4], 2, dimension / 2 * count, 1), items, IndexModel.Of(course.Encoder)));
        using (CliProcess process = CliProcess.Start("index", "push", file, address))
        {
            Assert.True(await process.Reads("pushing: "));
            await process.Kill();
        }
        using (CliProcess process = CliProcess.Start("index", "push", file, address))
        {
            Assert.True(await process.Reads("pushing: 5"));
            process.PressControlC();
            Assert.Equal(130, (await process.End()).Exit);
        }
        (await CliRun.Of("index", "info", address)).AssertOneLine("not finished", "goes on");
        JsonElement report = await CliRun.Json("index", "push", file, address);
        Assert.InRange(report.GetProperty("unchanged").GetInt32(), count / 2, count - 1);
        Assert.Equal(count, report.GetProperty("index").GetProperty("count").GetInt32());
        using PostgresIndex index = PostgresIndex.Open(PostgresAddress.Parse(address));
        Assert.Equal(items, index.Photos);
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task The_password_of_an_address_is_never_repeated()
    {
        const string address = "postgres://me:hidden@127.0.0.1:1/d";
        foreach (string[] line in (string[][])[
            ["index", "push", course.Index, address], ["index", "pull", address, course.At("pulled")], ["index", "info", address],
            ["search", "--index", address, "--query", course.Query], ["serve", "--model", course.Classifier, "--index", address],
            ["index", "bench", address], ["evaluate", "classifier", "--model", address, "--data", course.Data],
            ["index", "push", course.Index, "postgres://me:hidden@"]])
        {
            (await CliRun.Of(line)).AssertOneLine();
            CliRun all = await CliRun.Of([.. line, "--verbose"]);
            Assert.DoesNotContain("hidden", all.Output + all.Error, StringComparison.Ordinal);
        }
    }
}
