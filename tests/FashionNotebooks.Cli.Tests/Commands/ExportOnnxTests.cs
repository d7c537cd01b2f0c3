using System.Text.Json;
using FashionNotebooks.Inference;

namespace FashionNotebooks.Cli.Tests.Commands;

[Collection(CourseCollection.Name)]
public sealed class ExportOnnxTests(Course course)
{
    [Fact]
    public async Task Eight_bits_are_calibrated_on_photos()
    {
        string file = Path.Combine(course.NewFolder(), "model.onnx");
        JsonElement full = await CliRun.Json("export", "onnx", "--model", course.Classifier, "--out", file, "--threads", "1");
        JsonElement small = await CliRun.Json(
            "export", "onnx", "--model", course.Classifier, "--out", file, "--int8", "--calibrate", course.Data, "--threads", "1");
        Assert.Equal(new FileInfo(file).Length, small.GetProperty("bytes").GetInt64());
        Assert.InRange(small.GetProperty("bytes").GetDouble() / full.GetProperty("bytes").GetDouble(), 0.2, 0.4);
        using OnnxModel read = OnnxModel.Load(file);
        Assert.Equal("int8", read.Metadata["precision"]);
    }

    [Fact]
    public async Task Photos_that_are_not_there_are_one_line()
    {
        string file = Path.Combine(course.NewFolder(), "model.onnx");
        (await CliRun.Of("export", "onnx", "--model", course.Classifier, "--out", file, "--int8", "--calibrate", course.At("nowhere")))
            .AssertOneLine("there is no folder");
        Assert.False(File.Exists(file));
    }
}
