using System.Text.Json;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>Training as a process that is stopped, killed and taken up again: nothing is lost, and every
/// way gives the same bytes.</summary>
[Collection(CourseCollection.Name)]
public sealed class StopAndResumeTests(Course course)
{
    private const int Epochs = 4;

    [Fact]
    public async Task Another_process_writes_the_same_bytes()
    {
        string folder = course.NewFolder(), again = Path.Combine(folder, "again.safetensors"),
            other = Path.Combine(folder, "other.safetensors");
        CliRun run = await CliProcess.Run(course.TrainClassifier(again));
        Assert.True(run.Exit == 0, run.Error);
        Assert.Equal(File.ReadAllBytes(course.Classifier), File.ReadAllBytes(again));
        await CliProcess.Run([.. course.TrainClassifier(other), "--seed", "43"]);
        Assert.NotEqual(File.ReadAllBytes(again), File.ReadAllBytes(other));
    }

    [Fact]
    public async Task Decoding_is_seen_before_the_first_step()
    {
        string folder = course.NewFolder(), data = Path.Combine(folder, "photos"), file = Path.Combine(folder, "c.safetensors");
        await CliRun.Of("data", "sample", "--out", data, "--per-class", "10", "--size", "64");
        course.EmptyCache();
        CliRun run = await CliRun.Of("train", "classifier", "--data", data, "--out", file, "--epochs", "1", "--threads", "1");
        Assert.True(run.Exit == 0, run.Error);
        int step = run.Error.IndexOf("epoch 1/1", StringComparison.Ordinal);
        foreach (int photos in (int[])[Course.TrainCount, Course.ValidationCount])
            Assert.InRange(run.Error.IndexOf($"decoding: {photos}/{photos}", StringComparison.Ordinal), 0, step);
    }

    [Fact]
    public async Task Killed_in_mid_epoch_and_in_mid_write_it_resumes_to_the_same_bytes()
    {
        string folder = course.NewFolder(), whole = Path.Combine(folder, "whole.safetensors"),
            killed = Path.Combine(folder, "killed.safetensors");
        await CliProcess.Run(course.TrainClassifier(whole, Epochs));

        string[] resume = [.. course.TrainClassifier(killed, Epochs), "--resume"];
        await KillWhen(resume, process => process.Reads($"epoch 1/{Epochs}"));
        await KillWhen(resume, _ => FileAppears(folder, "killed.safetensors.state.*.tmp"));
        await KillWhen(resume, process => process.Reads($"epoch 3/{Epochs}"));
        CliRun last = await CliProcess.Run(resume);

        Assert.True(last.Exit == 0, last.Error);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(killed));
        Assert.Equal(File.ReadAllLines(whole + ".log.jsonl").Length, File.ReadAllLines(killed + ".log.jsonl").Length);
        Course.AssertNothingHalfWritten(folder);
    }

    [Fact]
    public async Task Control_C_keeps_the_best_checkpoint_and_exits_with_130()
    {
        string folder = course.NewFolder(), file = Path.Combine(folder, "c.safetensors"), previous = file + ".previous";
        File.Copy(course.Classifier, file);
        using CliProcess process = CliProcess.Start([.. course.TrainClassifier(file, epochs: 10_000), "--json"]);
        Assert.True(await process.Reads("epoch 1/"));
        process.PressControlC();
        CliRun run = await process.End();
        Assert.Equal(130, run.Exit);
        Assert.True(run.Document.GetProperty("cancelled").GetBoolean());
        JsonElement kept = await CliRun.Json("evaluate", "classifier", "--model", file, "--data", course.Data, "--threads", "1");
        Assert.Equal(run.Document.GetProperty("metrics").GetProperty("accuracy").GetDouble(), kept.GetProperty("accuracy").GetDouble(), 12);
        Course.AssertNothingHalfWritten(folder);
        Assert.Contains(previous, run.Error, StringComparison.Ordinal); // the older model may be the better one
        Assert.Equal(File.ReadAllBytes(course.Classifier), File.ReadAllBytes(previous));
        Assert.Equal(0, (await CliRun.Of(course.TrainClassifier(file))).Exit);
        Assert.False(File.Exists(previous));
    }

    [Fact]
    public async Task Control_C_in_the_first_epoch_says_that_there_is_no_model()
    {
        string folder = course.NewFolder(), file = Path.Combine(folder, "c.safetensors");
        using CliProcess process = CliProcess.Start( // a long epoch of short steps
            "train", "classifier", "--data", course.Data, "--out", file, "--arch", "resnet50", "--size", "160", "--batch-size", "2",
            "--recipe", "reference", "--threads", "1");
        Assert.True(await process.Reads($"decoding: {Course.ValidationCount}/{Course.ValidationCount}"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        process.PressControlC();
        CliRun run = await process.End();
        Assert.Equal(130, run.Exit);
        Assert.Equal("stopped before the first epoch ended; there is no model to keep", run.Output.Trim());
        Assert.Empty(Directory.EnumerateFiles(folder, "*.safetensors"));
        Course.AssertNothingHalfWritten(folder);
    }

    [Fact]
    public async Task Control_C_leaves_no_part_of_a_wardrobe()
    {
        string folder = course.NewFolder();
        using CliProcess process = CliProcess.Start("data", "sample", "--out", Path.Combine(folder, "w"), "--per-class", "2000");
        await FileAppears(folder, "w.*.tmp");
        process.PressControlC();
        CliRun run = await process.End();
        Assert.Equal(130, run.Exit);
        Assert.Equal("fashion: stopped", Assert.Single(run.Complaints));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Resuming_with_other_settings_is_refused()
    {
        string file = Path.Combine(course.NewFolder(), "c.safetensors");
        await CliRun.Json(course.TrainClassifier(file, epochs: 1));
        byte[] before = File.ReadAllBytes(file);
        (await CliRun.Of([.. course.TrainClassifier(file, epochs: 1), "--resume", "--lr", "0.5"]))
            .AssertOneLine(file, "LearningRate", "instead of 0.5");
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public async Task An_interactive_search_answers_until_an_empty_line()
    {
        TextReader input = Console.In;
        Console.SetIn(new StringReader($"nowhere.jpg\n'{course.Query}'\n\nnot read\n"));
        try
        {
            CliRun run = await CliRun.Of("search", "--index", course.Index, "interactive", "--top-k", "2", "--threads", "1");
            Assert.Equal(0, run.Exit);
            Assert.Equal(2, run.Output.TrimEnd().Split('\n').Length);
            Assert.Contains("there is no picture 'nowhere.jpg'", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            Console.SetIn(input);
        }
    }

    [Fact]
    public async Task Control_C_ends_an_interactive_search()
    {
        using CliProcess process = CliProcess.Start("search", "--index", course.Index, "interactive", "--threads", "1");
        Assert.True(await process.Reads("empty line ends"));
        process.PressControlC();
        Assert.Equal(130, (await process.End()).Exit);
    }

    private static async Task KillWhen(string[] args, Func<CliProcess, Task> moment)
    {
        using CliProcess process = CliProcess.Start(args);
        await moment(process);
        await process.Kill();
    }

    private static async Task FileAppears(string folder, string pattern)
    {
        var seen = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(folder, pattern);
        watcher.Created += (_, _) => seen.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await seen.Task.WaitAsync(TimeSpan.FromMinutes(3));
    }
}
