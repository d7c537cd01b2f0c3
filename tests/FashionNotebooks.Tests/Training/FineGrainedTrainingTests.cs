using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Garments;
using FashionNotebooks.Tests.Photos;
using FashionNotebooks.Training;
using FashionNotebooks.Training.Objectives;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Tests.Training;

public sealed class FineGrainedTrainingTests : IDisposable
{
    private static readonly FineGrainedRecipe Short = new()
    {
        Epochs = 2,
        GarmentsPerBatch = 6,
        Model = new FineGrainedOptions { Embedding = 16, Hidden = 24 },
        EraseCells = 2,
        EraseWarmUp = 0,
    };

    private static readonly Lazy<string> Drawn = new(() =>
    {
        string path = Directory.CreateTempSubdirectory("fashion-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(path, recursive: true);
        SampleWardrobe.Write(path, new WardrobeSettings { PerClass = 24, Size = 32, Threads = 2 });
        return path;
    });

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_repeats_and_its_file_holds_the_calibration()
    {
        string data = Drawn.Value;
        TrainingReport report = Options(data, "one.safetensors").Run();
        Options(data, "two.safetensors").Run();
        Assert.Equal(File.ReadAllBytes(folder.At("one.safetensors")), File.ReadAllBytes(folder.At("two.safetensors")));
        Assert.Equal(2, report.Result.History.Count);
        using TrainedModel model = TrainedModel.Load(report.Checkpoint!);
        Assert.Equal((0.5, 16), (model.Preprocessing.Blur, model.FineGrained.FeatureSize));
        Assert.NotNull(PairCalibration.FromMetrics(model.Metadata.Metrics));
        IReadOnlyList<PhotoPair> pairs = PairFile.Read(Path.Combine(data, "pairs.csv"), "validation");
        using PhotoSet photos = PhotoSet.Load(
            ImageFolder.OfFiles(pairs.SelectMany(p => new[] { p.A, p.B }).Distinct(), "pairs"), model.Preprocessing, cacheDirectory: "");
        PairReport measured = PairEvaluation.Of(model, pairs, photos);
        // folded weights, other last digits
        Assert.Equal(model.Metadata.Metrics["auc_near_twin"], measured.PerDifficulty["near-twin"].Auc, 0.03);
        Assert.NotNull(measured.AtThreshold);
        Assert.NotNull(measured.Search);
    }

    [Fact]
    public void A_stopped_run_goes_on_to_the_same_bytes()
    {
        string data = Drawn.Value;
        Options(data, "whole.safetensors").Run();
        using var stop = new CancellationTokenSource();
        var progress = new Follower<TrainingProgress>(p => { if (p.Record is not null) stop.Cancel(); });
        Assert.True(Options(data, "part.safetensors").Run(progress, stop.Token).Result.Cancelled);
        (Options(data, "part.safetensors") with { Resume = true }).Run();
        Assert.Equal(File.ReadAllBytes(folder.At("whole.safetensors")), File.ReadAllBytes(folder.At("part.safetensors")));
    }

    [Fact]
    public void Making_batches_leaves_the_encoder_alone_and_an_epoch_sets_its_erasure()
    {
        string data = Drawn.Value;
        PhotoSet Load(string part) => PhotoSet.Load(ImageFolder.Open(Path.Combine(data, part)), new Preprocessing(32), cacheDirectory: "");
        using PhotoSet train = Load("train"), validation = Load("validation");
        using ImageClassifier owner = Architectures.Create(Architectures.SmallDepthwise, train.Classes.Count);
        using var encoder = new FineGrainedEncoder(owner.Backbone, Short.Model);
        using (var objective = new FineGrainedObjective(encoder, train, validation, GarmentNames.Near(data), Short, seed: 1))
        {
            objective.Batches(2);
            Assert.Null(encoder.Erasure);
            objective.Begin(2);
            Assert.Equal(2, encoder.Erasure!.Cells);
        }
        Assert.Null(encoder.Erasure);
    }

    [Fact]
    public void Items_with_one_photo_are_counted_and_left_out()
    {
        string data = CopyOfWardrobe();
        string[] lines = File.ReadAllLines(Path.Combine(data, "items.csv"));
        int place = Array.FindIndex(lines, line => line.Contains("train/hat", StringComparison.Ordinal));
        string[] fields = lines[place].Split(',');
        fields[3] = "alone";
        lines[place] = string.Join(',', fields);
        File.WriteAllLines(Path.Combine(data, "items.csv"), lines);
        Assert.Equal(
            1, Options(data, "out.safetensors").Run().SingleGarments - Options(Drawn.Value, "other.safetensors").Run().SingleGarments);
    }

    [Fact]
    public void Black_photos_train_to_a_finite_end()
    {
        foreach (string split in new[] { "train", "validation" })
        {
            for (int i = 0; i < 12; i++)
                folder.Write($"black/{split}/{(i < 6 ? "a" : "b")}/{split}{i}.png", new Photo(8, 8).EncodePng());
        }
        folder.Write("black/items.csv", "image,item\n" + string.Join(
            '\n', Enumerable.Range(0, 24).Select(i => $"{(i < 12 ? "train" : "validation")}{i % 12},{i / 3}")));
        TrainingReport report = Options(folder.At("black"), "black.safetensors").Run();
        Assert.All(report.Result.History, record => Assert.True(double.IsFinite(record.Loss)));
        Assert.Equal(0.5, report.Result.Best!.Metrics["auc"]); // equal pictures, equal scores
    }

    [Fact]
    public void Erasure_without_attention_and_photos_without_items_are_one_line()
    {
        string data = Drawn.Value;
        FineGrainedTraining options = Options(data, "out.safetensors");
        var blind = Short with { Model = Short.Model with { Attention = AttentionKind.Channel } };
        Assert.Contains(
            "spatial attention", Fails(options with { Recipe = Recipe.Best with { FineGrained = blind } }), StringComparison.Ordinal);
        Assert.Contains("leaves nothing",
            Fails(options with { Recipe = Recipe.Best with { FineGrained = Short with { EraseCells = 99 } } }), StringComparison.Ordinal);
        Assert.Contains(
            "load trained weights",
            Fails(options with { Recipe = options.Recipe with { FineGrained = options.Recipe.FineGrained with { FrozenStages = 1 } } }),
            StringComparison.Ordinal);
        Assert.Contains("items.csv", Fails(Options(folder.Path, "out.safetensors")), StringComparison.Ordinal);
    }

    private static string Fails(FineGrainedTraining options)
    {
        string message = Assert.Throws<InputException>(() => options.Run()).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private string CopyOfWardrobe()
    {
        foreach (string file in Directory.GetFiles(Drawn.Value, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine("copy", Path.GetRelativePath(Drawn.Value, file)), File.ReadAllBytes(file));
        return folder.At("copy");
    }

    private FineGrainedTraining Options(string data, string output) => new()
    {
        Data = data,
        Output = folder.At(output),
        Preprocessing = new Preprocessing(32, Blur: 0.5),
        Recipe = Recipe.Best with { FineGrained = Short },
        Seed = 3,
        CacheDirectory = "",
    };
}
