namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>A place that cannot be written is one line, found before the work where possible, and nothing stays behind.</summary>
[Collection(CourseCollection.Name)]
public sealed class OutputPlaceTests(Course course)
{
    private string[][] Writers(string output) =>
    [
        course.TrainClassifier(output, epochs: 1),
        ["train", "siamese", "--data", course.Data, "--from", course.Classifier, "--out", output, "--recipe", "reference", "--epochs", "1",
            "--threads", "1"],
        ["embed", "--model", course.Encoder, "--images", course.Validation, "--out", output, "--threads", "1"],
        ["index", "build", "--model", course.Encoder, "--catalog", Path.Combine(course.Data, "train"), "--out", output, "--threads", "1"],
        ["search", "--index", course.Index, "--query", course.Query, "--picture", output, "--threads", "1"],
        ["data", "sample", "--out", output, "--per-class", "5", "--size", "64"],
    ];

    [Theory]
    [InlineData("/proc/fashion")]
    [InlineData("/proc/none/fashion")]
    [InlineData("/dev/null/fashion")]
    public async Task A_folder_that_cannot_be_written_is_named(string output)
    {
        foreach (string[] line in Writers(output))
            (await CliRun.Of(line)).AssertOneLine($"'{output}'");
    }

    [Fact]
    public async Task A_folder_or_a_device_is_not_replaced_by_a_file()
    {
        foreach (string output in (string[])[course.NewFolder(), "/dev/null"])
        {
            foreach (string[] line in Writers(output)[..^1])
                (await CliRun.Of(line)).AssertOneLine($"'{output}'");
        }
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_is_one_line()
    {
        await using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var full = new StreamWriter(device) { AutoFlush = true };
        foreach (string[] more in (string[][])[[], ["--json"]])
            (await CliRun.To(full, ["index", "info", course.Index, .. more])).AssertOneLine("standard output");
    }

    [FullDiskFact]
    public async Task A_full_disk_is_one_line_and_the_old_file_stays()
    {
        using var disk = new FullDisk(course.NewFolder());
        string output = Path.Combine(disk.Folder, "old");
        File.WriteAllText(output, "old");
        foreach (string[] line in Writers(output)[..^1])
        {
            (await CliRun.Of(line)).AssertOneLine($"'{output}", "space");
            Assert.Equal("old", File.ReadAllText(output));
        }
        (await CliRun.Of(Writers(Path.Combine(disk.Folder, "wardrobe"))[^1])).AssertOneLine("wardrobe", "space");
        Assert.Equal([output], Directory.EnumerateFileSystemEntries(disk.Folder));
    }
}
