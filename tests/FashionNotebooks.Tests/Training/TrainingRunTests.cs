using FashionNotebooks.Checkpoints;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Training;
using FashionNotebooks.Training.Objectives;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training;

/// <summary>Whole runs over files: the same seed gives the same bytes, whether in one go, resumed, or stopped and resumed.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private static readonly Recipe Small = Recipe.Reference with
    {
        Architecture = Architectures.MobileNetLikeDepthwise,
        Classifier = new ClassifierRecipe { Epochs = 3, BatchSize = 8, LearningRate = 0.003 },
        Siamese = new SiameseRecipe { Epochs = 3, BatchSize = 8 },
    };

    // Every part that has a memory: Muon, the average of the weights, a schedule by steps, mixing, sizes.
    private static readonly Recipe Rich = Small with
    {
        Classifier = Recipe.Best.Classifier with { Epochs = 3, BatchSize = 8, AverageDecay = 0.9, MixProbability = 0.5, KeepBest = true },
        Siamese = Recipe.Best.Siamese with { Epochs = 3, PhotosPerClass = 3 },
    };

    private readonly ColouredPhotos photos = new();

    public void Dispose() => photos.Dispose();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 7)]
    [InlineData(true, 6)]
    public void AStoppedAndResumedRunEndsWithTheBytesOfAnUninterruptedOne(bool rich, int stopAfter)
    {
        Recipe recipe = rich ? Rich : Small;
        byte[] whole = Classifier("whole", recipe);
        TrainingReport stopped = Run("parts", recipe, resume: false, stopAfter);
        Assert.True(stopped.Result.Cancelled);
        Assert.True(stopped.Result.History.Count < 3);
        Assert.Equal(stopped.Checkpoint is not null, File.Exists(photos.At("parts.safetensors")));
        Assert.Equal(whole, Classifier("parts", recipe, resume: true));
        Assert.Equal(3, TrainingLog.Read(TrainingLog.PathFor(photos.At("parts.safetensors"))).Count);
        Assert.Equal(whole, Classifier("parts", recipe, resume: true)); // there is nothing left to do
    }

    [Fact]
    public void AFinishedRunIsMadeLongerWhereItsScheduleDoesNotDependOnTheLength()
    {
        Recipe Of(int epochs, ScheduleKind schedule) =>
            Small with { Classifier = Small.Classifier with { Epochs = epochs, Schedule = schedule, StepEpochs = 1, KeepBest = false } };
        byte[] whole = Classifier("whole", Of(3, ScheduleKind.Step));
        Classifier("longer", Of(2, ScheduleKind.Step));
        Assert.Equal(whole, Classifier("longer", Of(3, ScheduleKind.Step), resume: true));

        Classifier("cosine", Of(2, ScheduleKind.Cosine));
        var error = Assert.ThrowsAny<InputException>(() => Classifier("cosine", Of(3, ScheduleKind.Cosine), resume: true));
        Assert.Contains("Epochs 2 instead of 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheSiameseStageResumesToTheSameBytesToo(bool rich)
    {
        Recipe recipe = rich ? Rich : Small;
        Classifier("classifier", recipe);
        byte[] whole = Siamese("whole", recipe, resume: false, stopAfter: int.MaxValue);
        Siamese("parts", recipe, resume: false, stopAfter: 6);
        Assert.Equal(whole, Siamese("parts", recipe, resume: true, stopAfter: int.MaxValue));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ATeacherIsNamedChangesTheBytesAndMustStayTheSame(bool rich)
    {
        Recipe recipe = rich ? Rich : Small, taught = recipe with { Siamese = recipe.Taught.Siamese with { Epochs = 2 } };
        Classifier("classifier", recipe);
        Classifier("teacher", Small with { Architecture = Architectures.MobileNetLike });
        byte[] alone = Siamese("alone", recipe, resume: false, int.MaxValue);
        byte[] first = Siamese("a", taught, resume: false, int.MaxValue, "teacher");
        Assert.NotEqual(alone, first);
        Assert.Equal(first, Siamese("b", taught, resume: false, int.MaxValue, "teacher"));
        Siamese("parts", taught, resume: false, stopAfter: 6, "teacher");
        Assert.ThrowsAny<InputException>(() => Siamese("parts", taught, resume: true, int.MaxValue, "classifier"));
        Assert.Equal(first, Siamese("parts", taught, resume: true, int.MaxValue, "teacher"));
        Assert.StartsWith("teacher.safetensors (", CheckpointMetadata.Read(photos.At("a.safetensors")).Options["teacher"],
            StringComparison.Ordinal);
        Assert.False(CheckpointMetadata.Read(photos.At("alone.safetensors")).Options.ContainsKey("teacher"));
    }

    [Fact]
    public void ATeacherThatIsNoneIsOneLine()
    {
        Classifier("classifier", Small);
        File.WriteAllText(photos.At("text.safetensors"), "no model");
        foreach (string teacher in (string[])["text", "missing"])
        {
            var error = Assert.Throws<InputException>(() => Siamese("x", Small.Taught, resume: false, int.MaxValue, teacher));
            Assert.Contains(teacher, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void SameSeedSameBytesOtherSeedOtherBytes()
    {
        byte[] first = Classifier("a", Small);
        Assert.Equal(first, Classifier("b", Small));
        TrainingReport other = (Options("c", Small) with { Seed = 4 }).Run();
        Assert.NotEqual(first, File.ReadAllBytes(other.Checkpoint!));
    }

    [Fact]
    public void TheStateOfAnotherRunIsRefused()
    {
        Classifier("run", Small);
        var error = Assert.ThrowsAny<InputException>(() => (Options("run", Small) with { Resume = true, Seed = 9 }).Run());
        Assert.Contains("start anew", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedStateIsRefusedInOneLine()
    {
        Classifier("run", Small);
        string state = photos.At("run.safetensors.state");
        File.WriteAllBytes(state, File.ReadAllBytes(state)[..200]);
        var error = Assert.Throws<InputException>(() => (Options("run", Small) with { Resume = true }).Run());
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("best_epoch")]
    [InlineData("model.")]
    [InlineData("best.")]
    public void AStateThatLacksSomethingIsRefusedAndTheModelStays(string what)
    {
        byte[] before = Classifier("run", Small);
        string path = photos.At("run.safetensors.state");
        var (metadata, tensors) = SafeTensorsFile.Read(path);
        string lost = tensors.FirstOrDefault(entry => entry.Name.StartsWith(what, StringComparison.Ordinal))?.Name ?? "";
        SafeTensorsFile.Write(
            path, tensors.Where(entry => entry.Name != lost),
            new Dictionary<string, string>(metadata) { ["best_epoch"] = lost.Length == 0 ? "0" : metadata["best_epoch"] });
        var error = Assert.Throws<InputException>(() => (Options("run", Small) with { Resume = true }).Run());
        Assert.Contains("run.safetensors.state", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(before, File.ReadAllBytes(photos.At("run.safetensors")));
    }

    [Fact]
    public void TheCheckpointTellsItsModelAndItLearntTheColours()
    {
        byte[] _ = Classifier("model", Small with { Classifier = Small.Classifier with { Epochs = 6 } });
        using TrainedModel model = TrainedModel.Load(photos.At("model.safetensors"));
        Assert.Equal(ColouredPhotos.Classes, model.Classes);
        Assert.Equal(Architectures.MobileNetLikeDepthwise, model.Metadata.Architecture);
        Assert.Equal(3, model.Metadata.Seed);
        using var validation = photos.Validation();
        Matrix probabilities = model.Predictor.Probabilities(validation.Pixels);
        double right = probabilities.Zip(validation.LabelList)
            .Average(pair => pair.First.Index().MaxBy(p => p.Item).Index == pair.Second ? 1.0 : 0);
        Assert.Equal(model.Metadata.Metrics["accuracy"], right, 6);
        Assert.True(right > 0.8, $"accuracy {right}");
        Assert.All(probabilities, row => Assert.Equal(1, row.Sum(), 4));
    }

    [Fact]
    public void AnEncoderLoadsAndGivesNoScores()
    {
        Classifier("classifier", Rich);
        Siamese("encoder", Rich, resume: false, stopAfter: int.MaxValue);
        using TrainedModel model = TrainedModel.Load(photos.At("encoder.safetensors"));
        Assert.Throws<InputException>(() => model.Classifier);
        using var validation = photos.Validation();
        Matrix embeddings = model.Predictor.Embed(validation.Pixels);
        Assert.Equal(validation.Count, embeddings.Count);
        Assert.All(embeddings, row => Assert.Equal(model.Metadata.EmbeddingDimension, row.Length));
    }

    [Fact]
    public void AFolderWithoutSplitsIsSplit()
    {
        using var unsplit = new ColouredPhotos(train: 20, split: false);
        TrainingReport report = (Options("model", Small) with { Data = unsplit.Root }).Run();
        Assert.Equal(60, report.TrainCount + report.ValidationCount);
        Assert.InRange(report.ValidationCount, 6, 12);
    }

    [Fact]
    public void DecodingIsReportedBeforeTheFirstStep()
    {
        int decoded = 0, before = 0;
        ClassifierTraining run = Options("model", Small) with { Decoding = new Follower<LoadProgress>(value => decoded = value.Done) };
        run.Run(new Follower<TrainingProgress>(p => before = p is { Epoch: 1, Step: 1 } ? decoded : before));
        Assert.True(before > 0);
    }

    [Fact]
    public void MakingAnObjectiveComputesNothing()
    {
        using var train = photos.Train();
        using var validation = photos.Validation();
        using ImageClassifier model = Architectures.Create(Architectures.MobileNetLikeDepthwise, 3);
        using var encoder = new SiameseEncoder(model.Backbone, unitLength: true, centred: true);
        var recipe = new SiameseRecipe { Loss = MetricLoss.SupCon, Centred = true, PhotosPerClass = 4 };
        using var objective = new MetricObjective(new SiameseNetwork(encoder), train, validation, recipe, seed: 0);
        Assert.True(encoder.training);
        objective.Prepare(default);
        Assert.False(encoder.training); // it measured the centre
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var grad = TorchSharp.torch.no_grad();
        Assert.True(encoder.Centre.allclose(encoder.Uncentred(Normalization.ToModelInput(train.Pixels)).mean([0]), atol: 1e-5));
    }

    [Fact]
    public void SettingsThatCannotWorkAreOneLine()
    {
        foreach (
            ClassifierRecipe recipe in new[] { new ClassifierRecipe { Epochs = 0 }, new() { BatchSize = 1 }, new() { LearningRate = -1 } })
            Assert.Throws<InputException>(() => (Options("x", Small with { Classifier = recipe })).Run());
        Assert.False(File.Exists(photos.At("x.safetensors")));
    }

    [Fact, NoTensorLeak]
    public void AHundredStepsLeaveNoTensorsBehind()
    {
        using var train = photos.Train();
        using var validation = photos.Validation();
        using ImageClassifier model = Architectures.Create(Architectures.MobileNetLikeDepthwise, 3);
        long live = 0;
        var progress = new Follower<TrainingProgress>(p =>
        {
            if (p.Epoch == 3 && p.Step == 1)
                live = TorchSharp.Tests.LiveTensors.Settled();
            else if (p.Epoch > 3 && p.Step == 1)
                Assert.InRange(Tensor.TotalCount - live, -12, 12); // batches made ahead come and go
        });
        new ClassifierTrainer(model, train, validation) { Recipe = new ClassifierRecipe { BatchSize = 8 } }.Train(
            epochs: 20, lr: 0.001, progress);
        Assert.NotEqual(0, live);
    }

    private byte[] Classifier(string name, Recipe recipe, bool resume = false) =>
        File.ReadAllBytes(Run(name, recipe, resume, int.MaxValue).Checkpoint!);

    private TrainingReport Run(string name, Recipe recipe, bool resume, int stopAfter)
    {
        using var stop = new CancellationTokenSource();
        return (Options(name, recipe) with { Resume = resume }).Run(new Follower<TrainingProgress>(Stopper(stop, stopAfter)), stop.Token);
    }

    private byte[] Siamese(string name, Recipe recipe, bool resume, int stopAfter, string? teacher = null)
    {
        using var stop = new CancellationTokenSource();
        var options = new SiameseTraining
        {
            Data = photos.Root,
            From = photos.At("classifier.safetensors"),
            Output = photos.At(name + ".safetensors"),
            Teacher = teacher is null ? null : photos.At(teacher + ".safetensors"),
            Recipe = recipe,
            Seed = 3,
            CacheDirectory = "",
            Resume = resume,
        };
        TrainingReport report = options.Run(new Follower<TrainingProgress>(Stopper(stop, stopAfter)), stop.Token);
        Assert.Equal(stopAfter < int.MaxValue, report.Result.Cancelled);
        return File.ReadAllBytes(report.Checkpoint!);
    }

    private static Action<TrainingProgress> Stopper(CancellationTokenSource stop, int steps) => _ =>
    {
        if (--steps == 0)
            stop.Cancel();
    };

    private ClassifierTraining Options(string name, Recipe recipe) => new()
    {
        Data = photos.Root,
        Output = photos.At(name + ".safetensors"),
        Recipe = recipe,
        Seed = 3,
        CacheDirectory = "",
    };
}
