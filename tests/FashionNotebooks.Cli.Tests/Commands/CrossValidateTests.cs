using System.Text.Json;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>The wardrobe's four categories, told by the names of the files.</summary>
[Collection(CourseCollection.Name)]
public sealed class CrossValidateTests(Course course)
{
    private static string Rules => Path.Combine(ProjectRoot.Path, "data", "categories.txt");

    [Fact]
    public async Task Folds_models_and_reports_are_written_and_the_answer_is_the_report()
    {
        string output = Path.Combine(course.NewFolder(), "folds");
        string[] line = ["crossvalidate", "--data", course.Data, "--labels", Rules, "--arch", "mobilenet-like-dw", "--folds", "2",
            "--balance", "6",
            "--epochs", "1", "--size", "32", "--noise", "0.1", "--out", output, "--threads", "1"];
        JsonElement answer = await CliRun.Json(line);
        Assert.Equal(Course.TrainCount, answer.GetProperty("n").GetInt32());
        Assert.Equal(
            ["accessories", "bags", "clothing", "shoes"], answer.GetProperty("class_counts").EnumerateObject().Select(pair => pair.Name));
        JsonElement net = answer.GetProperty("architectures")[0];
        Assert.Equal(2, net.GetProperty("folds").GetArrayLength());
        Assert.Equal(24, net.GetProperty("folds")[0].GetProperty("n_train").GetInt32());
        Assert.True(net.GetProperty("corrupted").TryGetProperty("noise 0.1", out _));
        string[] files = [.. Directory.GetFiles(output).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["fold1.json", "fold1_report.txt", "fold2.json", "fold2_report.txt", "model_fold1.safetensors",
                "model_fold1.safetensors.log.jsonl",
                "model_fold2.safetensors", "model_fold2.safetensors.log.jsonl", "report.csv", "report.html", "report.json"], files);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "report.json")));
        Assert.Equal(net.GetProperty("clean").GetRawText().Replace(" ", "").ReplaceLineEndings(""),
            report.RootElement.GetProperty("architectures")[0].GetProperty("clean").GetRawText().Replace(" ", "").ReplaceLineEndings(""));
        JsonElement scored = await CliRun.Json(
            "evaluate", "classifier", "--model", Path.Combine(output, "model_fold1.safetensors"), "--data", course.Data, "--threads", "1");
        Assert.Equal(0, scored.GetProperty("per_class").GetProperty("clothing").GetProperty("support").GetInt32());
    }

    [Fact]
    public async Task Errors_are_one_line()
    {
        string[] line = ["crossvalidate", "--data", course.Data, "--arch", "small-dw", "--epochs", "1", "--size", "32", "--threads", "1",
            "--out"];
        string output = Path.Combine(course.NewFolder(), "folds");
        (await CliRun.Of([.. line, "/dev/null/folds"])).AssertOneLine("/dev/null/folds");
        (await CliRun.Of([.. line, output, "--folds", "1"])).AssertOneLine("folds");
        (await CliRun.Of([.. line, output, "--labels", course.At("none")])).AssertOneLine("cannot read", "none");
        (await CliRun.Of([.. line, output, "--weights", course.At("none")])).AssertOneLine("weights");
        (await CliRun.Of([.. line, output, "--freeze", "1"])).AssertOneLine("trained weights");
        (await CliRun.Of([.. line, output, "--recipe", "finetune"])).AssertOneLine("trained weights");
    }
}
