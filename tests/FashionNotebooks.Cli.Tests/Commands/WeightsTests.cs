using System.Text.Json;
using FashionNotebooks.Models;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>Weights by name: made ready once, taken by every command that starts from weights.</summary>
[Collection(CourseCollection.Name)]
public sealed class WeightsTests(Course course)
{
    private const string Given = "mobilenet_v1_0.25_128.safetensors", Expected = "mobilenet_v1_0.25_128.expected.safetensors";

    private static string Folder => Environment.GetEnvironmentVariable("FASHION_WEIGHTS") ?? "";

    [Fact]
    public async Task Weights_that_were_not_fetched_are_one_line()
    {
        (await CliRun.Of([.. course.TrainClassifier(course.At("none"), 1), "--arch", "resnet18", "--weights", "resnet18"]))
            .AssertOneLine("weights get resnet18");
        (await CliRun.Of("weights", "get", "resnet18", "--from", course.Query, "--out", course.At("none"))).AssertOneLine(course.Query);
        (await CliRun.Of("weights", "get", "mobilenet_v1_025", "--from", course.At("nothing"), "--out", course.At("none")))
            .AssertOneLine("nothing", "--from");
        Assert.False(File.Exists(course.At("none")));
    }

    [GivenFact]
    public async Task A_given_file_is_converted_and_then_has_a_name()
    {
        JsonElement answer = await CliRun.Json(
            "weights", "get", "mobilenet_v1_025", "--from", Path.Combine(Folder, Given), "--threads", "1");
        string file = answer.GetProperty("file").GetString()!;
        Assert.InRange(answer.GetProperty("largest_relative_difference").GetDouble(), 0, 1e-4);
        Assert.Equal(4, answer.GetProperty("photos").GetInt32());
        string output = Path.Combine(course.NewFolder(), "c.safetensors");
        await CliRun.Json("train", "classifier", "--data", course.Data, "--out", output, "--weights", "mobilenet_v1_025", "--size", "32",
            "--epochs", "1", "--threads", "1");
        using TrainedModel model = TrainedModel.Load(output);
        Assert.Equal((Architectures.MobileNetV1Quarter, "finetune"), (model.Metadata.Architecture, model.Metadata.Recipe));
        File.Delete(file);
    }

    [GivenFact]
    public async Task Numbers_that_differ_are_not_written()
    {
        string folder = course.NewFolder(), output = Path.Combine(folder, "out.safetensors");
        File.Copy(Path.Combine(Folder, Given), Path.Combine(folder, Given));
        byte[] features = File.ReadAllBytes(Path.Combine(Folder, Expected));
        Array.Clear(features, features.Length - 20_000, 4_000); // the features are before the logits
        File.WriteAllBytes(Path.Combine(folder, Expected), features);
        (await CliRun.Of("weights", "get", "mobilenet_v1_025", "--from", Path.Combine(folder, Given), "--out", output))
            .AssertOneLine("differ");
        Assert.False(File.Exists(output));
    }

    private sealed class GivenFactAttribute : FactAttribute
    {
        public GivenFactAttribute()
        {
            if (!File.Exists(Path.Combine(Folder, Given)))
                Skip = "set FASHION_WEIGHTS to the folder of the pretrained weights";
        }
    }
}
