using System.Diagnostics;
using System.Text.Json;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>What cannot be used is one clear line and exit code 1, and leaves nothing behind.</summary>
[Collection(CourseCollection.Name)]
public sealed class HostileInputTests(Course course)
{
    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    [Theory]
    [InlineData("train classifier --out {new}/c --data {bad}")]
    [InlineData("train siamese --from {classifier} --out {new}/s --data {bad}")]
    [InlineData("evaluate classifier --model {classifier} --data {bad}")]
    [InlineData("evaluate search --model {encoder} --catalog {bad} --queries {data}")]
    [InlineData("evaluate search --model {encoder} --catalog {data} --queries {bad}")]
    [InlineData("embed --model {encoder} --out {new}/e --images {bad}")]
    [InlineData("index build --model {encoder} --out {new}/i --catalog {bad}")]
    [InlineData("data inspect {bad}")]
    [InlineData("data download --out {new}/d --from {bad}")]
    public async Task A_folder_that_is_not_there_or_empty_or_a_file_is_named(string line)
    {
        string folder = course.NewFolder();
        foreach (string bad in (string[])[Path.Combine(folder, "nowhere"), course.NewFolder(), course.Query])
        {
            CliRun run = await CliRun.Of(Words(line, folder, bad));
            run.AssertOneLine(bad);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
    }

    [Fact]
    public async Task Queries_whose_class_the_catalogue_lacks_are_one_line()
    {
        string catalogue = course.NewFolder(), queries = course.NewFolder();
        foreach (var (folder, name) in new[] { (catalogue, "hat"), (queries, "shoes") })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            string picture = Directory.GetFiles(Path.Combine(course.Validation, name)).Order(StringComparer.Ordinal).First();
            File.Copy(picture, Path.Combine(folder, name, "one.jpg"));
        }
        (await CliRun.Of("evaluate", "search", "--model", course.Encoder, "--catalog", catalogue, "--queries", queries, "--threads", "1"))
            .AssertOneLine("of its class");
    }

    [Theory]
    [InlineData("text.jpg", "the content is text")]
    [InlineData("truncated.jpg", "cut off")]
    [InlineData("empty.jpg", "empty")]
    [InlineData("declares_100000.png", "100000 x 100000")]
    [InlineData("nowhere.jpg", "there is no picture")]
    [InlineData("", "is a folder")]
    [InlineData("two\nlines.jpg", "there is no picture")]
    public async Task A_query_that_is_no_picture_is_one_line(string name, string reason)
    {
        string picture = Fixture(Path.Combine("images", name)), drawn = Path.Combine(course.NewFolder(), "p.png");
        (await CliRun.Of("predict", "--model", course.Classifier, "--image", picture)).AssertOneLine(reason);
        (await CliRun.Of("search", "--index", course.Index, "--query", picture, "--picture", drawn)).AssertOneLine(reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(drawn)!));
    }

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("rgb16.png")]
    [InlineData("alpha.png")]
    [InlineData("exif6.jpg")]
    [InlineData("one.png")]
    public async Task A_strange_picture_is_still_a_picture(string name) =>
        Assert.Equal(Course.Classes,
            (await CliRun.Json("predict", "--model", course.Classifier, "--image", Fixture(Path.Combine("images", name)), "--threads", "1"))
            .GetProperty("classes").GetArrayLength());

    [Fact]
    public async Task Bad_files_in_a_folder_are_named_and_passed_over()
    {
        string folder = Spoilt(), output = Path.Combine(course.NewFolder(), "i.index");
        string[] names = ["declares_100000.png", "empty.jpg", "text.jpg", "truncated.jpg"];
        string[][] lines =
        [
            ["evaluate", "classifier", "--model", course.Classifier, "--data", folder],
            ["index", "build", "--model", course.Encoder, "--catalog", folder, "--out", output],
            ["embed", "--model", course.Encoder, "--images", folder, "--out", output + ".e"],
        ];
        foreach (string[] line in lines)
        {
            CliRun run = await CliRun.Of([.. line, "--json", "--threads", "1"]);
            Assert.True(run.Exit == 0, run.Error);
            Assert.All(names, name => Assert.Contains(name, run.Error, StringComparison.Ordinal));
            Assert.Equal(Course.ValidationCount,
                (run.Document.TryGetProperty("n", out JsonElement n) ? n : run.Document.GetProperty("count")).GetInt32());
        }
        JsonElement report = await CliRun.Json("data", "inspect", folder);
        Assert.Equal(
            names, report.GetProperty("problems").EnumerateArray().Select(p => Path.GetFileName(p.GetProperty("path").GetString())));
    }

    /// <summary>.NET opens and deletes no such name, and does not say why.</summary>
    [Theory]
    [InlineData("cp \"$0\" \"$1/$(printf '\\377').jpg\"")]
    [InlineData("mkdir \"$1/$(printf '\\377')\"")]
    public async Task A_name_that_is_not_UTF_8_is_said_to_be_none(string make)
    {
        string folder = course.NewFolder();
        await Process.Start("sh", ["-c", make, course.Query, folder]).WaitForExitAsync();
        CliRun run = await CliRun.Of("embed", "--model", course.Encoder, "--images", folder, "--out", course.At("none"));
        await Process.Start("rm", ["-r", folder]).WaitForExitAsync();
        run.AssertOneLine("not UTF-8");
    }

    [Fact]
    public async Task A_pipe_is_no_photo_and_a_folder_no_table()
    {
        // Standard input is a pipe here.
        (await CliProcess.Run("predict", "--model", course.Classifier, "--image", "/dev/stdin")).AssertOneLine("regular file");
        (await CliRun.Of("data", "inspect", course.Data, "--corrections", course.Data)).AssertOneLine(course.Data, "is a folder");
    }

    [Fact]
    public async Task A_name_with_a_line_break_stays_on_its_line()
    {
        string folder = course.NewFolder(), hats = Directory.CreateDirectory(Path.Combine(folder, "hat")).FullName;
        File.Copy(course.Query, Path.Combine(hats, "one.jpg"));
        File.WriteAllText(Path.Combine(hats, "two\nlines.txt"), "none");
        Assert.Contains("two lines.txt", (await CliRun.Of("data", "inspect", folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_are_no_classes_of_the_model_are_named_and_left_out()
    {
        string folder = Copy(course.Validation);
        Directory.Move(Path.Combine(folder, "hat"), Path.Combine(folder, "zeppelin"));
        CliRun run = await CliRun.Of("evaluate", "classifier", "--model", course.Classifier, "--data", folder, "--json", "--threads", "1");
        Assert.Contains("not classes of the model: zeppelin", run.Error, StringComparison.Ordinal);
        Assert.Equal(Course.ValidationCount - 2, run.Document.GetProperty("n").GetInt32());
        JsonElement hat = run.Document.GetProperty("per_class").GetProperty("hat");
        Assert.Equal((0, false), (hat.GetProperty("support").GetInt32(), hat.TryGetProperty("ap", out _)));
    }

    [Theory]
    [InlineData("dress", "at least 2 classes")]
    [InlineData("dress,zeppelin", "no folder for the class 'zeppelin'")]
    [InlineData("dress,dress", "chosen twice")]
    [InlineData(",", "no class was chosen")]
    public async Task Classes_that_cannot_be_trained_are_named(string classes, string reason)
    {
        string folder = course.NewFolder();
        (await CliRun.Of([.. course.TrainClassifier(Path.Combine(folder, "c")), "--classes", classes])).AssertOneLine(reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_class_with_one_picture_is_one_line_or_trains()
    {
        string folder = Copy(course.Validation), output = course.NewFolder();
        foreach (string picture in Directory.GetFiles(Path.Combine(folder, "hat")).Skip(1))
            File.Delete(picture);
        CliRun run = await CliRun.Of("train", "classifier", "--data", folder, "--out", Path.Combine(output, "c"), "--recipe", "reference",
            "--epochs", "1", "--threads", "1");
        if (run.Exit != 0)
            run.AssertOneLine("hat");
        Course.AssertNothingHalfWritten(output);
    }

    [Theory]
    [InlineData("1e30", "diverged")]
    [InlineData("1e38", "a learning rate of 1E+38 cannot be used")]
    [InlineData("-1", "a learning rate of -1 cannot be used")]
    public async Task A_learning_rate_that_cannot_learn_is_one_line(string rate, string reason)
    {
        string folder = course.NewFolder();
        (await CliRun.Of([.. course.TrainClassifier(Path.Combine(folder, "c")), "--lr", rate])).AssertOneLine(reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("predict --model {bad} --image {query}")]
    [InlineData("evaluate classifier --model {bad} --data {data}")]
    [InlineData("evaluate search --model {bad} --catalog {data} --queries {data}")]
    [InlineData("train siamese --data {data} --out {new}/s --from {bad}")]
    [InlineData("train classifier --data {data} --out {new}/c --recipe reference --weights {bad}")]
    [InlineData("embed --images {data} --out {new}/e --model {bad}")]
    [InlineData("index build --catalog {data} --out {new}/i --model {bad}")]
    [InlineData("index info {bad}")]
    [InlineData("search --query {query} --index {bad}")]
    [InlineData("predict --arch mobilenet-like --image {query} --weights {bad}")]
    public async Task A_file_that_is_no_checkpoint_is_named(string line)
    {
        string folder = course.NewFolder(), output = course.NewFolder();
        byte[] good = File.ReadAllBytes(course.Classifier);
        string Write(string name, byte[] bytes)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
            return Path.Combine(folder, name);
        }
        string[] bad =
        [
            Path.Combine(folder, "nowhere"), folder, Write("empty", []), Write("header", good[..1000]), Write("cut", good[..^1]),
            Write("text", "not a checkpoint at all"u8.ToArray()), Fixture("checkpoints/hostile.pth"), course.Query,
        ];
        foreach (string file in bad)
            (await CliRun.Of(Words(line, output, file))).AssertOneLine(file);
        Assert.Empty(Directory.EnumerateFileSystemEntries(output));
    }

    [Fact]
    public async Task A_checkpoint_of_another_architecture_or_task_is_named()
    {
        (await CliRun.Of("predict", "--arch", "small-res", "--weights", course.Classifier, "--image", course.Query))
            .AssertOneLine(course.Classifier, "missing");
        (await CliRun.Of("predict", "--model", course.Encoder, "--image", course.Query)).AssertOneLine(course.Encoder, "encoder");
        (await CliRun.Of("evaluate", "classifier", "--model", course.Encoder, "--data", course.Data))
            .AssertOneLine(course.Encoder, "encoder");
        (await CliRun.Of("search", "--index", course.Encoder, "--query", course.Query)).AssertOneLine(course.Encoder, "not an index");
        (await CliRun.Of("index", "build", "--model", course.Index, "--catalog", course.Data, "--out", course.At("x")))
            .AssertOneLine(course.Index, "not a model");
        string folder = course.NewFolder();
        (await CliRun.Of([.. course.TrainClassifier(Path.Combine(folder, "c")), "--arch", "small-res", "--weights", course.Classifier]))
            .AssertOneLine(course.Classifier);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task An_index_of_a_model_that_changed_or_is_gone_is_refused()
    {
        string folder = course.NewFolder(), model = Path.Combine(folder, "m.safetensors"), index = Path.Combine(folder, "i.index");
        File.Copy(course.Encoder, model);
        await CliRun.Json("index", "build", "--model", model, "--catalog", course.Validation, "--out", index, "--threads", "1");
        File.Copy(course.Classifier, model, overwrite: true);
        (await CliRun.Of("search", "--index", index, "--query", course.Query)).AssertOneLine(model, "build it again");
        File.Delete(model);
        (await CliRun.Of("search", "--index", index, "--query", course.Query)).AssertOneLine(model);
        File.WriteAllBytes(index, [.. File.ReadAllBytes(index).SkipLast(1), 0]);
        (await CliRun.Of("index", "info", index)).AssertOneLine(index);
    }

    [Fact]
    public async Task A_stack_trace_is_shown_only_when_asked_for()
    {
        CliRun run = await CliRun.Of("predict", "--model", "nowhere", "--image", course.Query, "--verbose");
        Assert.Equal(1, run.Exit);
        Assert.Contains("   at FashionNotebooks.", run.Error, StringComparison.Ordinal);
    }

    private string[] Words(string line, string folder, string bad) => [.. line.Split(' ').Select(word => word
        .Replace("{new}", folder).Replace("{bad}", bad).Replace("{data}", course.Data).Replace("{query}", course.Query)
        .Replace("{classifier}", course.Classifier).Replace("{encoder}", course.Encoder))];

    private string Copy(string folder)
    {
        string copy = course.NewFolder();
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    private string Spoilt()
    {
        string folder = Copy(course.Validation);
        foreach (string name in (string[])["text.jpg", "truncated.jpg", "empty.jpg", "declares_100000.png"])
            File.Copy(Fixture(Path.Combine("images", name)), Path.Combine(folder, "hat", name));
        return folder;
    }

    // libpng and libjpeg would say more, each in its own words.
    [Fact]
    public async Task Of_damaged_pictures_nothing_is_said_but_which_they_are()
    {
        string folder = course.NewFolder();
        foreach (string name in (string[])["colour.jpg", "alpha.png", "rgb.png", "exif6.webp"])
        {
            byte[] good = File.ReadAllBytes(Fixture($"images/{name}"));
            for (int i = 1; i < 12; i++)
            {
                byte[] bad = [.. good];
                bad[bad.Length * i / 12] ^= 0x5A;
                File.WriteAllBytes(Path.Combine(folder, $"{i}-{name}"), bad);
            }
        }
        CliRun run = await CliProcess.Run(
            "embed", "--model", course.Encoder, "--images", folder, "--out", Path.Combine(course.NewFolder(), "e"), "--threads", "1");
        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("skipped", run.Error, StringComparison.Ordinal);
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(skipped|decoding)", line));
    }
}
