using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Tests.Models;
using FashionNotebooks.Training;
using FashionNotebooks.Training.Objectives;
using FashionNotebooks.Training.Optimizing;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training;

/// <summary>Training from weights: probe, stages with their own step size, freezing, early stopping.</summary>
public sealed class FinetuneTests : IDisposable
{
    private static readonly Preprocessing Small = new(32);
    private readonly ColouredPhotos photos = new();

    public void Dispose() => photos.Dispose();

    [Fact]
    public void TheProbeAloneSeparatesTheColours()
    {
        using ImageClassifier model = Architectures.Create(Architectures.MobileNetV1Quarter, 3);
        FormulaWeights.Fill(model);
        using PhotoSet train = photos.Train(), validation = photos.Validation();
        var before = model.Backbone.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        LinearProbe.Fit(model, train, Preprocessing.Course, default);
        Assert.All(before, pair => Assert.True(pair.Value.allclose(model.Backbone.state_dict()[pair.Key], 0, 0)));
        using var predictor = new Predictor(model);
        Assert.True(ClassificationMetrics.Of(validation.LabelList, predictor.Probabilities(validation.Pixels).Values,
            validation.Classes).Accuracy > 0.9);
        foreach (Tensor value in before.Values)
            value.Dispose();
    }

    [Fact]
    public void FineTuningFromAFileKeepsItsRuleAndResumesToTheSameBytes()
    {
        string weights = Weights();
        ClassifierTraining options = Options(weights);
        TrainingReport whole = (options with { Output = photos.At("whole.safetensors") }).Run();
        Assert.InRange(whole.Result.ProbeAccuracy!.Value, 0.9, 1);
        using (TrainedModel model = TrainedModel.Load(whole.Checkpoint!))
            Assert.Equal((Small, Architectures.MobileNetV1Quarter), (model.Preprocessing, model.Metadata.Architecture));

        using var stop = new CancellationTokenSource();
        ClassifierTraining parts = options with { Output = photos.At("parts.safetensors") };
        parts.Run(new Follower<TrainingProgress>(p => Stop(p.Epoch == 2, stop)), stop.Token);
        TrainingReport resumed = (parts with { Resume = true }).Run();
        Assert.Equal(File.ReadAllBytes(whole.Checkpoint!), File.ReadAllBytes(resumed.Checkpoint!));
        Assert.Equal(whole.Result.ProbeAccuracy, resumed.Result.ProbeAccuracy);
    }

    [Fact]
    public void AnEncoderFromAFineTunedFileKeepsItsRule()
    {
        TrainingReport tuned = Options(Weights()).Run();
        TrainingReport encoder = new SiameseTraining
        {
            Data = photos.Root,
            From = tuned.Checkpoint!,
            Output = photos.At("encoder.safetensors"),
            Recipe = Recipe.Finetune with { Siamese = Recipe.Finetune.Siamese with { Epochs = 1, PhotosPerClass = 4 } },
            CacheDirectory = "",
        }.Run();
        using TrainedModel model = TrainedModel.Load(encoder.Checkpoint!);
        Assert.Equal((Small, 256), (model.Preprocessing, model.Encoder.FeatureSize));
        using PhotoSet validation = PhotoSet.Load(ImageFolder.Open(Path.Combine(photos.Root, "validation")), Small, cacheDirectory: "");
        Assert.All(model.Predictor.Embed(validation.Pixels), row => Assert.Equal(1, row.Sum(value => value * value), 1e-3));
    }

    [Fact]
    public void FrozenStagesOfAFileStay()
    {
        string weights = Weights();
        TrainingReport report = (Options(weights) with { Freeze = 4 }).Run();
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> before = Checkpoints(weights), after = Checkpoints(report.Checkpoint!);
        Assert.True(before["conv_dw_1.weight"].allclose(after["conv_dw_1.weight"], 0, 0));
        Assert.True(before["conv1_bn.running_mean"].allclose(after["conv1_bn.running_mean"], 0, 0));
        Assert.False(before["conv_pw_13.weight"].allclose(after["conv_pw_13.weight"], 0, 0));
    }

    [Fact]
    public void WithoutWeightsFreezingAndFineTuningAreErrors()
    {
        foreach (ClassifierTraining options in new[] { Options(null), Options(null) with { Recipe = Recipe.Best, Freeze = 1 } })
            Assert.Contains("weights", Assert.Throws<InputException>(() => options.Run()).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => (Options(Weights()) with { Freeze = 9 }).Run());
    }

    [Fact]
    public void EachStageHasASmallerStepThanTheNext()
    {
        using ImageClassifier model = Architectures.Create(Architectures.MobileNetV1Quarter, 3);
        using var optimizers = new Optimizers(
            model, Recipe.Finetune.Classifier with { Schedule = ScheduleKind.Constant, LearningRate = 1, StageDecay = 0.5 }, 1);
        double[] rates = [.. optimizers.Rates];
        Assert.Equal([1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125, 0.0625, 0.0625, 0.03125, 0.03125], rates);
    }

    [Fact]
    public void TrainingStopsWhenNothingGetsBetter()
    {
        using ImageClassifier model = Architectures.Create(Architectures.MobileNetLikeDepthwise, 3);
        using PhotoSet train = photos.Train(), validation = photos.Validation();
        var recipe = new ClassifierRecipe { Patience = 2, Epochs = 30, BatchSize = 8 };
        TrainingResult result = new ClassifierTrainer(model, train, validation) { Recipe = recipe }.Train();
        Assert.True(result.History.Count == 30 || result.History.Count == result.BestEpoch + 2);
        Assert.True(result.History.Count < 30);
        Assert.Null(result.ProbeAccuracy);
    }

    private string Weights()
    {
        string path = photos.At("start.safetensors");
        using ImageClassifier model = Architectures.Create(Architectures.MobileNetV1Quarter, 9);
        FormulaWeights.Fill(model);
        FashionNotebooks.Checkpoints.StateDict.Save(path, model.state_dict());
        return path;
    }

    private ClassifierTraining Options(string? weights) => new()
    {
        Data = photos.Root,
        Output = photos.At("tuned.safetensors"),
        Architecture = Architectures.MobileNetV1Quarter,
        Weights = weights,
        Recipe = Recipe.Finetune with { Classifier = Recipe.Finetune.Classifier with { Epochs = 3, BatchSize = 12 } },
        Preprocessing = Small,
        CacheDirectory = "",
    };

    private static void Stop(bool now, CancellationTokenSource stop)
    {
        if (now)
            stop.Cancel();
    }

    private static Dictionary<string, Tensor> Checkpoints(string path) => FashionNotebooks.Checkpoints.StateDict.Load(path);
}
