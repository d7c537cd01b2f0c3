using System.Text.Json;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>Recipes over seeds, and the tables that their files and those of <c>crossvalidate</c> become.</summary>
[Collection(CourseCollection.Name)]
public sealed class ReproduceTests(Course course)
{
    private static readonly string[] Small = ["--size", "32", "--epochs", "1", "--classes", "hat,shoes", "--threads", "1"];

    [Fact]
    public async Task From_weights_without_an_encoder_it_gives_the_probe_and_the_classifier()
    {
        string folder = course.NewFolder(), file = Path.Combine(folder, "tuned.json"), start = Path.Combine(folder, "start.safetensors");
        await CliRun.Json(["train", "classifier", "--data", course.Data, "--arch", "mobilenet_v1_025", "--recipe", "reference", "--out",
            start, .. Small]);
        string[] line = ["reproduce", "--data", course.Data, "--recipe", "finetune", "--weights", start, "--classifier-only", "--seeds",
            "2", "--out", file, .. Small];
        JsonElement answer = await CliRun.Json(line);
        Assert.Equal(
            ["accuracy", "macro_f1", "probe_accuracy"], answer.GetProperty("figures").EnumerateObject().Select(figure => figure.Name));
        Assert.Equal(2, answer.GetProperty("figures").GetProperty("probe_accuracy").GetProperty("values").GetArrayLength());
        Assert.Equal(("start.safetensors", 32), (answer.GetProperty("weights").GetString(), answer.GetProperty("size").GetInt32()));
        Assert.False(answer.TryGetProperty("siamese_epochs", out _));
        CliRun tables = await CliRun.Of("results", "--from", Path.GetDirectoryName(file)!);
        Assert.Equal(0, tables.Exit);
        Assert.Matches(
            @"\| tuned: 1 epochs, 2 seeds, n = 4 \| mobilenet_v1_025 \| 32 px \| [\d,]+ \| \d+\.\d ± \d+\.\d \| \d+\.\d ± \d+\.\d \|",
            tables.Output);
    }

    [Fact]
    public async Task Folds_become_a_clean_and_a_noisy_table()
    {
        string folder = course.NewFolder(), output = Path.Combine(folder, "out"), results = Path.Combine(folder, "results");
        await CliRun.Json(["crossvalidate", "--data", course.Data, "--arch", "mobilenet-like-dw", "--folds", "2", "--noise", "0.1", "--out",
            output, .. Small]);
        Directory.CreateDirectory(results);
        File.Copy(Path.Combine(output, "report.json"), Path.Combine(results, "folds.json"));
        string readme = Path.Combine(folder, "README.md");
        string[] marks = ["results", "transfer", "crossvalidation", "crossvalidation-noise", "finegrained"];
        File.WriteAllText(readme, string.Concat(marks.Select(mark => $"<!-- {mark} -->\n<!-- /{mark} -->\n")));
        Assert.Equal(0, (await CliRun.Of("results", "--from", results, "--readme", readme)).Exit);
        string text = File.ReadAllText(readme);
        Assert.Matches(
            @"\| folds: 2 folds, 32 px, n = 12 \| mobilenet-like-dw \| random \| [\d,]+ \| \d+\.\d \| \d+\.\d \| \d+\.\d ± \d+\.\d \|",
            text);
        Assert.Contains("| folds: 2 folds, 32 px, n = 12 | majority class | | | | |", text, StringComparison.Ordinal);
        Assert.Contains("| run | net | clean | σ = 0.1 |", text, StringComparison.Ordinal);
        Assert.Contains("<!-- results -->\n<!-- /results -->", text, StringComparison.Ordinal);
    }
}
