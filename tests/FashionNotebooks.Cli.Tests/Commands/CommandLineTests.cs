using System.Diagnostics;
using System.Text.Json;
using FashionNotebooks.Search;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>What people type by mistake: a command line means one thing, or it is refused before anything is read or written.</summary>
[Collection(CourseCollection.Name)]
public sealed class CommandLineTests(Course course)
{
    [Theory]
    [InlineData("train classifier --out c --data d --lr", "0,01")]
    [InlineData("train classifier --out c --data d --lr", "1,5")]
    [InlineData("train classifier --out c --data d --lr", "1,000.5")]
    [InlineData("train classifier --out c --data d --lr", "nan")]
    [InlineData("train classifier --out c --data d --lr", "-Infinity")]
    [InlineData("train classifier --out c --data d --lr", "1e999")]
    [InlineData("train classifier --out c --data d --epochs", "1,5")]
    [InlineData("train classifier --out c --data d --epochs", "1.5")]
    [InlineData("train classifier --out c --data d --seed", "1,000")]
    [InlineData("train siamese --out s --from c --data d --margin", "0,2")]
    [InlineData("train siamese --out s --from c --data d --margin", "NaN")]
    [InlineData("train finegrained --out s --data d --blur", "0,5")]
    [InlineData("train finegrained --out s --data d --erase", "1,0")]
    [InlineData("crossvalidate --data d --out o --arch small-dw --lr", "0,1")]
    [InlineData("crossvalidate --data d --out o --arch small-dw --noise", "0,05")]
    [InlineData("crossvalidate --data d --out o --arch small-dw --noise", "inf")]
    [InlineData("reproduce --data d --out o --recipe best --siamese-lr", "0,1")]
    [InlineData("evaluate classifier --model m --data d --noise", "0,1")]
    [InlineData("evaluate classifier --model m --data d --noise", "infinity")]
    [InlineData("duplicates --model m --catalog d --threshold", "0,9")]
    [InlineData("serve --model m --index i --rate", "1,0")]
    [InlineData("search --index i --query q --top-k", "1,000")]
    public async Task A_number_is_read_whole_or_refused(string line, string number)
    {
        CliRun run = await CliRun.Of([.. line.Split(' '), number]);
        Assert.Equal(2, run.Exit);
        Assert.Contains($"'{number}'", run.Error.Replace("'0'", $"'{number}'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@/")]
    [InlineData("@none")]
    public async Task A_word_with_an_at_names_no_file_of_more_words(string model) =>
        (await CliRun.Of("predict", "--model", model, "--image", course.Query)).AssertOneLine(model);

    [Theory]
    [InlineData("predict --model m --image p --threads {0}")]
    [InlineData("data sample --out o --threads {0}")]
    public async Task More_threads_than_four_a_core_are_refused(string line)
    {
        int most = CliCommand.MostThreadsPerCore * Environment.ProcessorCount;
        foreach (string number in (string[])[$"{most + 1}", "20000", "99999999999"])
            Assert.Equal(2, (await CliRun.Of(string.Format(line, number).Split(' '))).Exit);
        Assert.NotEqual(2, (await CliRun.Of("predict", "--model", "nowhere", "--image", "p", "--threads", $"{most}")).Exit);
    }

    [Theory]
    [InlineData("data inspect --data d", "--data")]
    [InlineData("compare a b --modl m --model m", "--modl")]
    [InlineData("index info --help-me", "--help-me")]
    [InlineData("notebooks run --kernal own", "--kernal")]
    public async Task An_unknown_option_is_named_and_not_taken_for_a_file(string line, string option)
    {
        CliRun run = await CliRun.Of(line.Split(' '));
        Assert.Equal(2, run.Exit);
        Assert.Contains($"'{option}'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict --model {} --image p")]
    [InlineData("predict --model m --image {}")]
    [InlineData("train classifier --data {} --out c")]
    [InlineData("train classifier --data d --out {}")]
    [InlineData("data sample --out {}")]
    [InlineData("data inspect {}")]
    [InlineData("compare a {} --model m")]
    [InlineData("index info {}")]
    [InlineData("index export i {}")]
    [InlineData("results --from {}")]
    [InlineData("kernel install --prefix {}")]
    [InlineData("notebooks run {}")]
    [InlineData("notebooks run --out {}")]
    public async Task An_empty_path_is_refused(string line)
    {
        foreach (string empty in (string[])["", "  "])
        {
            CliRun run = await CliRun.Of([.. line.Split(' ').Select(word => word == "{}" ? empty : word)]);
            Assert.Equal(2, run.Exit);
            Assert.Contains("empty", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_command_reads_is_not_overwritten()
    {
        string photo = Directory.GetFiles(Path.Combine(course.Data, "train"), "*.jpg", SearchOption.AllDirectories)[0];
        string beside = Path.Combine(Path.GetDirectoryName(course.Encoder)!, ".", Path.GetFileName(course.Encoder));
        (string Lost, string[] Line)[] lines =
        [
            (photo, course.TrainClassifier(photo)),
            (photo, ["embed", "--model", course.Encoder, "--images", course.Data, "--out", photo]),
            (photo, ["index", "build", "--model", course.Encoder, "--catalog", Path.Combine(course.Data, "train"), "--out", photo]),
            (course.Classifier, ["train", "siamese", "--data", course.Data, "--from", course.Classifier, "--out", course.Classifier]),
            (course.Classifier, [.. course.TrainClassifier(course.Classifier), "--weights", course.Classifier]),
            (course.Encoder, ["export", "onnx", "--model", course.Encoder, "--out", beside]),
            (course.Index, ["index", "export", course.Index, course.Index]),
            (course.Query, ["search", "--index", course.Index, "--query", course.Query, "--picture", course.Query]),
            (course.Query, ["compare", course.Query, photo, "--model", course.Encoder, "--picture", course.Query]),
        ];
        foreach (var (lost, line) in lines)
        {
            byte[] before = await File.ReadAllBytesAsync(lost);
            (await CliRun.Of(line)).AssertOneLine(Path.GetFileName(lost), "overwritten");
            Assert.Equal(before, await File.ReadAllBytesAsync(lost));
        }
    }

    /// <summary>A link is another name of the same file, also in the middle of a path; and an index names files of its own.</summary>
    [Fact]
    public async Task What_is_read_under_another_name_is_not_overwritten()
    {
        string folder = course.NewFolder(), link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, Path.GetDirectoryName(course.Encoder)!);
        string again = Path.Combine(link, Path.GetFileName(course.Encoder)), index = Path.Combine(folder, "i"), photo;
        File.Copy(course.Index, index);
        using (LocalIndex opened = SearchIndex.Open(index))
            photo = opened.Photos[0].Path;
        (string Lost, string[] Line)[] lines =
        [
            (course.Encoder, ["export", "onnx", "--model", course.Encoder, "--out", again]),
            (course.Encoder, ["index", "export", index, again]),
            (photo, ["search", "--index", index, "--query", course.Query, "--picture", photo]),
            (course.Encoder, ["search", "--index", index, "--query", course.Query, "--picture", course.Encoder]),
        ];
        foreach (var (lost, line) in lines)
        {
            byte[] before = await File.ReadAllBytesAsync(lost);
            (await CliRun.Of(line)).AssertOneLine("overwritten");
            Assert.Equal(before, await File.ReadAllBytesAsync(lost));
        }
        string sheet = Path.Combine(folder, "q.jpg");
        (await CliRun.Of("data", "quiz", "--out", sheet, "--key", Path.Combine(folder, ".", "q.jpg"), "--pairs", "4"))
            .AssertOneLine("--key", "--out", "same file");
        Assert.False(File.Exists(sheet));
    }

    [Fact]
    public async Task A_class_with_a_comma_can_be_named()
    {
        string data = course.NewFolder(), file = Path.Combine(course.NewFolder(), "c.safetensors");
        foreach (string split in (string[])["train", "validation"])
        {
            foreach (var (from, to) in new[] { ("hat", "hats, caps"), ("shoes", "shoes"), ("dress", "dress") })
            {
                string target = Path.Combine(data, split, to);
                Directory.CreateDirectory(target);
                foreach (string photo in Directory.GetFiles(Path.Combine(course.Data, split, from)))
                    File.Copy(photo, Path.Combine(target, Path.GetFileName(photo)));
            }
        }
        string[] train = ["train", "classifier", "--data", data, "--out", file, "--recipe", "reference", "--epochs", "1", "--threads", "1"];
        foreach (
            string[] classes in (string[][])[["--classes", "\"hats, caps\",shoes"], ["--classes", "\"hats, caps\"", "--classes", "shoes"]])
        {
            JsonElement trained = await CliRun.Json([.. train, .. classes]);
            Assert.Equal(["hats, caps", "shoes"], trained.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        }
        string index = file + ".index";
        await CliRun.Json("index", "build", "--model", file, "--catalog", Path.Combine(data, "train"), "--out", index, "--threads", "1");
        JsonElement found = await CliRun.Json(
            "search", "--index", index, "--query", course.Query, "--class", "\"hats, caps\"", "--threads", "1");
        Assert.All(found.GetProperty("results").EnumerateArray(), hit => Assert.Equal("hats, caps", hit.GetProperty("class").GetString()));
    }

    [Fact]
    public async Task A_run_of_notebooks_is_stopped_in_an_endless_cell_and_its_kernel_with_it()
    {
        string folder = course.NewFolder(), notebook = Path.Combine(folder, "endless.ipynb"), running = Path.Combine(folder, "running");
        string code = $"File.WriteAllText(\"{running}.tmp\", "
            + $"$\"{{Environment.ProcessId}}\"); File.Move(\"{running}.tmp\", \"{running}\"); while (true) {{ }}";
        object cell = new
        {
            cell_type = "code",
            id = "a",
            metadata = new { },
            source = code,
            outputs = Array.Empty<object>(),
            execution_count = (int?)null
        };
        await File.WriteAllTextAsync(
            notebook, JsonSerializer.Serialize(new { nbformat = 4, nbformat_minor = 5, metadata = new { }, cells = new[] { cell } }));
        using CliProcess process = CliProcess.Start("notebooks", "run", notebook);
        for (long begun = Stopwatch.GetTimestamp(); !File.Exists(running) && Stopwatch.GetElapsedTime(begun).TotalMinutes < 1;)
            await Task.Delay(50);
        int kernel = int.Parse(await File.ReadAllTextAsync(running));
        process.Terminate();
        Assert.Equal(130, (await process.End()).Exit);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(kernel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_waits_for_a_pipe_is_stopped(bool terminate)
    {
        string pipe = Path.Combine(course.NewFolder(), "pipe");
        Process.Start("mkfifo", pipe).WaitForExit();
        using CliProcess process = CliProcess.Start("data", "inspect", course.Data, "--corrections", pipe, "--threads", "1");
        // Opening it for writing waits until the command has opened it for reading.
        await using var held = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write))
            .WaitAsync(TimeSpan.FromMinutes(1));
        if (terminate)
            process.Terminate();
        else
            process.PressControlC();
        CliRun run = await process.End();
        Assert.Equal(130, run.Exit);
        Assert.Equal("fashion: stopped", Assert.Single(run.Complaints));
    }
}
