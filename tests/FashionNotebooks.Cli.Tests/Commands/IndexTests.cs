using System.Text.Json;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>Indexes of every kind from the command line.</summary>
[Collection(CourseCollection.Name)]
public sealed class IndexTests(Course course)
{
    [Theory]
    [InlineData("flat")]
    [InlineData("int8")]
    [InlineData("hnsw")]
    public async Task Every_kind_finds_what_the_flat_index_finds(string kind)
    {
        string index = Path.Combine(course.NewFolder(), "i");
        JsonElement built = await CliRun.Json("index", "build", "--model", course.Encoder, "--catalog", Path.Combine(course.Data, "train"),
            "--out", index, "--kind", kind, "--threads", "1");
        Assert.Equal((kind, Course.TrainCount), (built.GetProperty("kind").GetString(), built.GetProperty("count").GetInt32()));
        Assert.Equal(built.ToString(), (await CliRun.Json("index", "info", index)).ToString());
        JsonElement expected = await Search(course.Index), found = await Search(index);
        foreach ((JsonElement e, JsonElement f) in expected.EnumerateArray().Zip(found.EnumerateArray()))
        {
            Assert.Equal(e.GetProperty("path").GetString(), f.GetProperty("path").GetString());
            Assert.Equal(e.GetProperty("distance").GetDouble(), f.GetProperty("distance").GetDouble(), 4);
        }

        async Task<JsonElement> Search(string file) =>
            (await CliRun.Json("search", "--index", file, "--query", course.Query, "--top-k", "8", "--threads", "1"))
                .GetProperty("results");
    }

    [Theory]
    [InlineData("ivf", "no longer there; use hnsw")]
    [InlineData("tree", "'tree' is no kind of index; use auto, flat, int8, hnsw")]
    public async Task Another_kind_is_refused_and_names_those_there_are(string kind, string said)
    {
        CliRun run = await CliRun.Of("index", "build", "--model", course.Encoder, "--catalog", course.Validation, "--out",
            Path.Combine(course.NewFolder(), "i"), "--kind", kind);
        Assert.Equal(2, run.Exit);
        Assert.Contains(
            said, Assert.Single(run.Complaints, line => !line.Contains("--help", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_was_moved_is_said_and_found_again()
    {
        string folder = course.NewFolder(), old = Path.Combine(folder, "old"), now = Path.Combine(folder, "now"),
            index = Path.Combine(folder, "i");
        string[] photos = [.. Directory.GetFiles(course.Validation, "*.jpg",
            SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(4)];
        foreach (string photo in photos)
        {
            string target = Path.Combine(old, Path.GetRelativePath(course.Validation, photo));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(photo, target);
        }
        await CliRun.Json("index", "build", "--model", course.Encoder, "--catalog", old, "--out", index, "--threads", "1");
        Directory.Move(old, now);
        CliRun lost = await CliRun.Of("search", "--index", index, "--query", course.Query, "--top-k", "2", "--json", "--threads", "1");
        Assert.Contains("--catalog DIR", lost.Error, StringComparison.Ordinal);
        CliRun found = await CliRun.Of("search", "--index", index, "--query", course.Query, "--top-k", "2", "--catalog", now, "--json",
            "--threads", "1");
        Assert.DoesNotContain("--catalog", found.Error, StringComparison.Ordinal);
        Assert.All(found.Document.GetProperty("results").EnumerateArray(), result =>
            Assert.StartsWith(now, result.GetProperty("path").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Auto_says_what_it_chose_and_why()
    {
        CliRun run = await CliRun.Of("index", "build", "--model", course.Encoder, "--catalog", course.Validation, "--out",
            Path.Combine(course.NewFolder(), "i"), "--threads", "1");
        Assert.Contains("the kind is flat, because", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_of_embeddings_make_the_index_of_the_folder()
    {
        string folder = course.NewFolder(), whole = Path.Combine(folder, "whole"), joined = Path.Combine(folder, "joined");
        string[] parts = [.. Enumerable.Range(1, 3).Select(i => Path.Combine(folder, $"{i}.safetensors"))];
        for (int i = 0; i < parts.Length; i++)
            await CliRun.Json("embed", "--model", course.Encoder, "--images", course.Validation, "--out", parts[i], "--shard", $"{i + 1}/3",
                "--threads", "1");
        await CliRun.Json("index", "build", "--embeddings", string.Join(',', parts), "--out", joined);
        await CliRun.Json("index", "build", "--model", course.Encoder, "--catalog", course.Validation, "--out", whole, "--threads", "1");
        using LocalIndex expected = SearchIndex.Open(whole), found = SearchIndex.Open(joined);
        Assert.Equal(expected.Photos, found.Photos);
        Assert.Equal(expected.Info, found.Info);
        for (int i = 0; i < expected.Photos.Count; i++)
            Assert.All(expected.Embedding(i).Zip(found.Embedding(i)), pair => Assert.Equal(pair.First, pair.Second, 4));
        (await CliRun.Of("index", "build", "--embeddings", $"{parts[0]},{parts[0]}", "--out", joined)).AssertOneLine("twice");
        Assert.Equal(2, (await CliRun.Of("index", "build", "--embeddings", parts[0], "--model", course.Encoder, "--out", joined)).Exit);
        Assert.Equal(2, (await CliRun.Of("index", "build", "--model", course.Encoder, "--out", joined)).Exit);
    }

    [Fact]
    public async Task Bench_prints_recall_against_time()
    {
        JsonElement answer = await CliRun.Json("index", "bench", course.Index, "--count", "2000", "--queries", "10", "--threads", "1");
        Assert.Equal((2000, 64, 10),
            (answer.GetProperty("n").GetInt32(), answer.GetProperty("dim").GetInt32(), answer.GetProperty("queries").GetInt32()));
        Assert.Equal(1, answer.GetProperty("rows")[0].GetProperty("recall_at_10").GetDouble());
        Assert.Equal(["flat", "int8", "hnsw"],
            answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("kind").GetString()!).Distinct());
        CliRun text = await CliRun.Of(
            "index", "bench", course.Index, "--count", "100", "--queries", "5", "--kinds", "int8", "--threads", "1");
        Assert.Contains("100 embeddings of 64 values", text.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.Of("index", "bench", course.Index, "--kinds", "tree")).Exit);
    }

    [Fact]
    public async Task Export_writes_what_FAISS_reads()
    {
        string file = Path.Combine(course.NewFolder(), "catalogue.faiss");
        JsonElement answer = await CliRun.Json("index", "export", course.Index, file);
        Assert.Equal(("IndexFlatL2", Course.TrainCount, 64),
            (answer.GetProperty("type").GetString(), answer.GetProperty("count").GetInt32(), answer.GetProperty("dim").GetInt32()));
        byte[] bytes = File.ReadAllBytes(file);
        Assert.StartsWith("IxF2", System.Text.Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(45 + Course.TrainCount * 64 * sizeof(float), bytes.Length);
        (await CliRun.Of("index", "export", course.Encoder, file)).AssertOneLine("'format' is missing");
        (await CliRun.Of("index", "export", course.Index, Path.GetDirectoryName(file)!)).AssertOneLine("it is a folder");
    }

    [Fact]
    public async Task Two_processes_build_the_same_graph()
    {
        string folder = course.NewFolder(), embeddings = Path.Combine(folder, "e");
        const int count = 5000;
        CataloguePhoto[] items = [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"{i}.jpg", "hat"))];
        EmbeddingFile.Write(
            embeddings, new EmbeddingSet(NoisyEmbeddings.Draw([1, 2, 3, 4], 2, 16 * count, 1), items, IndexModel.Of(course.Encoder)));
        foreach (string name in new[] { "a", "b" })
            Assert.Equal(0, (await CliProcess.Run("index", "build", "--embeddings", embeddings, "--out", Path.Combine(folder, name),
                "--kind", "hnsw", "--seed", "5")).Exit);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "a")), File.ReadAllBytes(Path.Combine(folder, "b")));
    }

    /// <summary>Killed while it writes, the command leaves the old index whole; the next one replaces it.</summary>
    [Fact]
    public async Task Killed_in_mid_write_the_old_index_stays()
    {
        string folder = course.NewFolder(), index = Path.Combine(folder, "i"), embeddings = Path.Combine(folder, "e");
        const int count = 60_000;
        CataloguePhoto[] items = [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"{i}.jpg", "hat"))];
        EmbeddingFile.Write(
            embeddings, new EmbeddingSet(NoisyEmbeddings.Draw([1, 2, 3, 4], 2, 32 * count, 1), items, IndexModel.Of(course.Encoder)));
        File.Copy(course.Index, index);
        byte[] before = File.ReadAllBytes(index);
        string[] build = ["index", "build", "--embeddings", embeddings, "--out", index, "--kind", "int8"];
        using (var watcher = new FileSystemWatcher(folder, "i.*.tmp"))
        {
            var writing = new TaskCompletionSource();
            // The first file only tries the place.
            watcher.Changed += (_, _) => writing.TrySetResult();
            watcher.EnableRaisingEvents = true;
            using CliProcess process = CliProcess.Start(build);
            await writing.Task.WaitAsync(TimeSpan.FromMinutes(3));
            await process.Kill();
        }
        byte[] after = File.ReadAllBytes(index);
        Assert.True(after.AsSpan().SequenceEqual(before) || after.Length > 64 * count, $"{after.Length} bytes are left");
        Assert.Equal(0, (await CliProcess.Run(build)).Exit);
        Assert.Equal(count, (await CliRun.Json("index", "info", index)).GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("index", "build", "--threads", "1", "--catalog")]
    [InlineData("embed", "--shard", "1/2", "--threads", "1", "--images")]
    public async Task Killed_while_it_embeds_the_next_run_gives_the_same_bytes(params string[] command)
    {
        string folder = course.NewFolder(), whole = Path.Combine(folder, "whole"), killed = Path.Combine(folder, "killed");
        string[] Build(string output) => [.. command, course.Data, "--model", course.Encoder, "--out", output];
        course.EmptyCache();
        using (CliProcess process = CliProcess.Start(Build(killed)))
        {
            Assert.True(await process.Reads("decoding: "));
            await process.Kill();
        }
        // Either nothing, or all of it where the command was done before the signal came.
        byte[]? left = File.Exists(killed) ? File.ReadAllBytes(killed) : null;
        Assert.Equal(0, (await CliProcess.Run(Build(killed))).Exit);
        Assert.Equal(0, (await CliProcess.Run(Build(whole))).Exit);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(killed));
        Assert.Equal(File.ReadAllBytes(whole), left ?? File.ReadAllBytes(whole));
        Course.AssertNothingHalfWritten(folder);
    }

    [Fact]
    public async Task Control_C_stops_the_building_and_leaves_nothing()
    {
        string folder = course.NewFolder(), embeddings = Path.Combine(folder, "e"), index = Path.Combine(folder, "i");
        const int count = 300_000;
        CataloguePhoto[] items = [.. Enumerable.Range(0, count).Select(i => new CataloguePhoto($"{i}.jpg", "hat"))];
        EmbeddingFile.Write(
            embeddings, new EmbeddingSet(NoisyEmbeddings.Draw([1, 2, 3, 4], 2, 16 * count, 1), items, IndexModel.Of(course.Encoder)));
        using CliProcess process = CliProcess.Start(
            "index", "build", "--embeddings", embeddings, "--out", index, "--kind", "hnsw", "--threads", "1");
        Assert.True(await process.Reads("indexing "));
        process.PressControlC();
        CliRun run = await process.End();
        Assert.Equal(130, run.Exit);
        Assert.Equal("fashion: stopped", Assert.Single(run.Complaints));
        Assert.Equal([embeddings], Directory.EnumerateFileSystemEntries(folder));
    }
}
