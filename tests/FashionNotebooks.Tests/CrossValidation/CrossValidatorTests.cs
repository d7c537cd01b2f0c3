using System.Text.Json;
using System.Xml.Linq;
using FashionNotebooks.CrossValidation;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Training;
using FashionNotebooks.Training;
using TorchSharp.Tests;

namespace FashionNotebooks.Tests.CrossValidation;

/// <summary>Whole runs on coloured pictures: files, figures, stopping and going on.</summary>
public sealed class CrossValidatorTests : IDisposable
{
    private readonly ColouredPhotos photos = new(train: 10, split: false);

    public void Dispose() => photos.Dispose();

    [Fact, NoTensorLeak]
    public void TwoNetsAreComparedOnTheSameFolds()
    {
        CrossValidationResult result = CrossValidator.Run(
            Options("both") with { Architectures = [Architectures.MobileNetLikeDepthwise, Architectures.SmallDepthwise] });
        Assert.Equal((30, 3, 2), (result.Count, result.FoldCount, result.Architectures.Count));
        foreach (ArchitectureResult net in result.Architectures)
        {
            Assert.Equal(Enumerable.Range(0, 30), net.Folds.SelectMany(fold => fold.Right.Keys).Order());
            Assert.Equal(net.Clean.Accuracy.Mean, net.Folds.Average(fold => fold.Clean.Accuracy), 9);
            Assert.Equal(30, net.Confusion.Sum(row => row.Sum()));
            Assert.Equal(9, net.Corrupted.Count);
            Assert.All(net.Folds, fold => Assert.Equal(24, fold.TrainCount));
            string folder = Path.Combine(photos.At("both"), net.Name);
            for (int fold = 1; fold <= 3; fold++)
            {
                Assert.Contains(
                    $"fold {fold}:", File.ReadAllText(Path.Combine(folder, $"fold{fold}_report.txt")), StringComparison.Ordinal);
                Assert.True(File.Exists(Path.Combine(folder, $"model_fold{fold}.safetensors.log.jsonl")));
                Assert.False(File.Exists(Path.Combine(folder, $"model_fold{fold}.safetensors.state")));
                using TrainedModel model = TrainedModel.Load(Path.Combine(folder, $"model_fold{fold}.safetensors"));
                Assert.Equal(ColouredPhotos.Classes, model.Classes);
            }
        }
        ModelComparison pair = Assert.Single(result.Comparisons);
        Assert.InRange(pair.Test.PValue, 0, 1);
        Assert.InRange(result.Baselines["majority class"].Accuracy.Mean, 0.2, 0.5);
    }

    [Fact]
    public void TheReportsStandAlone()
    {
        CrossValidationResult result = CrossValidator.Run(Options("out"));
        string html = File.ReadAllText(photos.At("out/report.html"));
        foreach (string outside in new[] { "<script", "src=", "href=", "url(", "@import" })
            Assert.DoesNotContain(outside, html, StringComparison.OrdinalIgnoreCase);
        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)];
        Assert.True(XDocument.Parse(body).Descendants().Count(element => element.Name.LocalName == "svg") >= 5);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(photos.At("out/report.json")));
        Assert.Equal(result.Architectures[0].Clean.Accuracy.Mean,
            json.RootElement.GetProperty("architectures")[0].GetProperty("clean").GetProperty("accuracy").GetProperty("mean").GetDouble());
        Assert.Equal(1 + (3 * 10), File.ReadAllLines(photos.At("out/report.csv")).Length);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void AStoppedRunGoesOnAtItsFoldAndEpochToTheSameFigures(int stopAfter)
    {
        CrossValidationResult whole = CrossValidator.Run(Options("whole"));
        using var stop = new CancellationTokenSource();
        int steps = 0;
        var counter = new Follower<TrainingProgress>(_ =>
        {
            if (++steps == stopAfter)
                stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => CrossValidator.Run(Options("parts"), counter, stop.Token));
        int seen = 0;
        CrossValidationResult resumed = CrossValidator.Run(Options("parts"), new Follower<TrainingProgress>(_ => seen++));
        Assert.InRange(seen, 1, (whole.Architectures[0].Folds.Sum(fold => fold.History.Count) * 3) - 1);
        for (int fold = 1; fold <= 3; fold++)
            Assert.Equal(File.ReadAllBytes(photos.At($"whole/model_fold{fold}.safetensors")),
                File.ReadAllBytes(photos.At($"parts/model_fold{fold}.safetensors")));
        Assert.Equal(whole.Architectures[0].Clean.Accuracy.Values, resumed.Architectures[0].Clean.Accuracy.Values);
        CrossValidator.Run(Options("parts"), new Follower<TrainingProgress>(_ => Assert.Fail("nothing is left to train")));
    }

    [Fact]
    public void AnotherRunsFoldsAreRefused()
    {
        CrossValidator.Run(Options("out"));
        string message = Assert.Throws<InputException>(() => CrossValidator.Run(Options("out") with { Seed = 8 })).Message;
        Assert.Contains("choose another folder", message, StringComparison.Ordinal);
        File.WriteAllText(photos.At("out/fold1.json"), "{");
        Assert.Contains(
            "fold1.json", Assert.Throws<InputException>(() => CrossValidator.Run(Options("out"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsAreFoundByTheNetsName()
    {
        string folder = photos.At("weights");
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "resnet18-f37072fd.pth", "resnet50-0676ba61.pth", "mobilenet_v1_0.25_128.expected.safetensors",
            "mobilenet_v1_0.25_128.safetensors", "mobilenet-like-dw.safetensors", "mobilenet-like.safetensors", "notes.txt" })
            File.WriteAllText(Path.Combine(folder, name), "");
        string? Find(string place, string architecture, int count = 2) => Path.GetFileName(WeightsFolder.Find(place, architecture, count));
        Assert.Equal("resnet18-f37072fd.pth", Find(folder, Architectures.ResNet18));
        Assert.Equal("mobilenet_v1_0.25_128.safetensors", Find(folder, Architectures.MobileNetV1Quarter));
        Assert.Equal("mobilenet-like.safetensors", Find(folder, Architectures.MobileNetLike));
        Assert.Equal("mobilenet-like-dw.safetensors", Find(folder, Architectures.MobileNetLikeDepthwise));
        Assert.Null(Find(folder, Architectures.ResNet18MlNet));
        Assert.Null(Find(folder, Architectures.EfficientNetB0));
        string file = Path.Combine(folder, "notes.txt");
        Assert.Equal("notes.txt", Find(file, Architectures.ResNet18, 1));
        Assert.Throws<InputException>(() => Find(file, Architectures.ResNet18));
        Assert.Throws<InputException>(() => Find(photos.At("nowhere"), Architectures.ResNet18));
        // A net that is named twice is one net.
        string[] twice = [Architectures.SmallDepthwise, Architectures.SmallDepthwise];
        _ = new FoldTraining(Options("twice") with { Architectures = twice, Weights = file }, twice[0], []);
    }

    private CrossValidationOptions Options(string output) => new()
    {
        Data = photos.Root,
        Output = photos.At(output),
        Architectures = [Architectures.MobileNetLikeDepthwise],
        Folds = 3,
        Balance = 8,
        Adjust = recipe => recipe with { Epochs = 2, BatchSize = 8 },
        Size = 32,
        CacheDirectory = "",
    };
}
