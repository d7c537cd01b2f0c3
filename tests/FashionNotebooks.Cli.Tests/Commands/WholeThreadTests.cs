using System.Security.Cryptography;
using System.Text.Json;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>Each command of the course on a small wardrobe, and the JSON that it promises.</summary>
[Collection(CourseCollection.Name)]
public sealed class WholeThreadTests(Course course)
{
    private static readonly string[] Classes = ["accessories", "bags", "dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];

    [Fact]
    public async Task Data_sample_is_repeatable_and_says_what_it_drew()
    {
        JsonElement answer = await CliRun.Json("data", "sample", "--out", course.Data, "--per-class", "10", "--size", "64");
        Assert.Equal(10 * Course.Classes, answer.GetProperty("pictures").GetInt32());
        Assert.Equal(Classes, Texts(answer.GetProperty("classes")));
    }

    [Fact]
    public async Task Data_inspect_counts_pictures_by_split_and_class()
    {
        JsonElement answer = await CliRun.Json("data", "inspect", course.Data);
        Assert.Equal(10 * Course.Classes, answer.GetProperty("n").GetInt32());
        Assert.Equal(Classes, Texts(answer.GetProperty("classes")));
        JsonElement train = answer.GetProperty("splits")[0];
        Assert.Equal(("train", Course.TrainCount), (train.GetProperty("name").GetString(), train.GetProperty("count").GetInt32()));
        Assert.Equal(Course.TrainCount / Course.Classes, train.GetProperty("class_counts").GetProperty("hat").GetInt32());
        Assert.Equal(64, answer.GetProperty("fingerprint").GetString()!.Length);
        Assert.Empty(answer.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Data_inspect_applies_corrections_and_ranks_suspects()
    {
        string fixes = course.At("corrections.csv");
        File.WriteAllText(fixes, $"file,label\nvalidation/hat/{Path.GetFileName(course.Query)},bags\n");
        JsonElement answer = await CliRun.Json(
            "data", "inspect", course.Data, "--corrections", fixes, "--model", course.Classifier, "--threads", "1");
        JsonElement counts = answer.GetProperty("splits").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "validation")
            .GetProperty("class_counts");
        Assert.Equal((3, 1), (counts.GetProperty("bags").GetInt32(), counts.GetProperty("hat").GetInt32()));
        JsonElement[] suspects = [.. answer.GetProperty("suspects").EnumerateArray()];
        Assert.NotEmpty(suspects);
        double[] probabilities = [.. suspects.Select(s => s.GetProperty("probability").GetDouble())];
        Assert.Equal(probabilities.Order(), probabilities);
    }

    [Fact]
    public async Task Train_classifier_answers_and_writes_checkpoint_and_log()
    {
        string file = Path.Combine(course.NewFolder(), "two.safetensors");
        JsonElement answer = await CliRun.Json([.. course.TrainClassifier(file, epochs: 1), "--classes", "hat,dress", "--arch",
            "mobilenet-like-dw", "--lr", "0.001", "--batch-size", "4"]);
        Assert.Equal(["hat", "dress"], Texts(answer.GetProperty("classes")));
        Assert.Equal(["hat", "dress"], CheckpointMetadata.Read(file).Classes);
        Assert.Equal("mobilenet-like-dw", answer.GetProperty("architecture").GetString());
        Assert.Equal((12, 4), (answer.GetProperty("n_train").GetInt32(), answer.GetProperty("n_validation").GetInt32()));
        Assert.Equal((1, 1), (answer.GetProperty("epochs").GetInt32(), answer.GetProperty("best_epoch").GetInt32()));
        Assert.InRange(answer.GetProperty("metrics").GetProperty("accuracy").GetDouble(), 0, 1);
        Assert.False(answer.GetProperty("cancelled").GetBoolean());
        Assert.Equal(file, answer.GetProperty("checkpoint").GetString());
        Assert.Single(File.ReadAllLines(answer.GetProperty("log").GetString()!));
        Course.AssertNothingHalfWritten(Path.GetDirectoryName(file)!);
    }

    [Fact]
    public async Task The_best_recipe_trains_on_fewer_photos_than_a_batch()
    {
        string folder = course.NewFolder(), classifier = Path.Combine(folder, "c.safetensors"),
            encoder = Path.Combine(folder, "s.safetensors");
        JsonElement first = await CliRun.Json(
            "train", "classifier", "--data", course.Data, "--classes", "hat,dress", "--out", classifier, "--epochs", "1", "--threads", "1");
        Assert.Equal(("small-res", 12), (first.GetProperty("architecture").GetString(), first.GetProperty("n_train").GetInt32()));
        JsonElement second = await CliRun.Json(
            "train", "siamese", "--data", course.Data, "--from", classifier, "--out", encoder, "--epochs", "1", "--threads", "1");
        Assert.Equal(1, second.GetProperty("best_epoch").GetInt32());
    }

    [Fact]
    public async Task Train_siamese_takes_its_losses_and_miners()
    {
        string file = Path.Combine(course.NewFolder(), "encoder.safetensors");
        JsonElement answer = await CliRun.Json("train", "siamese", "--data", course.Data, "--from", course.Classifier, "--out", file,
            "--recipe", "reference", "--epochs", "1", "--loss", "triplet", "--miner", "batchhard", "--margin", "0.3", "--threads", "1");
        Assert.Equal(Classes, Texts(answer.GetProperty("classes")));
        Assert.InRange(answer.GetProperty("metrics").GetProperty("map").GetDouble(), 0, 1);
        Assert.Equal("siamese", CheckpointMetadata.Read(file).Task);
    }

    [Fact]
    public async Task Train_siamese_learns_from_a_teacher_and_refuses_what_is_none()
    {
        string file = Path.Combine(course.NewFolder(), "encoder.safetensors");
        string[] line = ["train", "siamese", "--data", course.Data, "--from", course.Classifier, "--out", file, "--recipe", "reference",
            "--epochs", "1", "--threads", "1", "--teacher"];
        JsonElement answer = await CliRun.Json([.. line, course.Classifier]);
        Assert.Equal(1, answer.GetProperty("best_epoch").GetInt32());
        Assert.StartsWith(Path.GetFileName(course.Classifier) + " (", CheckpointMetadata.Read(file).Options["teacher"],
            StringComparison.Ordinal);
        string items = Path.Combine(course.Data, "items.csv");
        (await CliRun.Of([.. line, items])).AssertOneLine(items);
    }

    [Fact]
    public async Task Evaluate_classifier_gives_figures_intervals_and_confusion()
    {
        JsonElement answer = await CliRun.Json(
            "evaluate", "classifier", "--model", course.Classifier, "--data", course.Data, "--threads", "1");
        Assert.Equal(Course.ValidationCount, answer.GetProperty("n").GetInt32());
        foreach (string name in (string[])["accuracy", "macro_precision", "macro_recall", "macro_f1", "map"])
            AssertFigure(answer, name);
        Assert.Equal(Classes, answer.GetProperty("per_class").EnumerateObject().Select(p => p.Name));
        int[][] confusion = answer.GetProperty("confusion").Deserialize<int[][]>()!;
        Assert.All(confusion, row => Assert.Equal(Course.ValidationCount / Course.Classes, row.Sum()));
        Assert.Equal(
            answer.GetProperty("accuracy").GetDouble(), (double)confusion.Select((row, i) => row[i]).Sum() / Course.ValidationCount, 12);
    }

    [Fact]
    public async Task Evaluate_classifier_scores_class_folders_splits_and_noise()
    {
        JsonElement folder = await CliRun.Json(
            "evaluate", "classifier", "--model", course.Classifier, "--data", course.Validation, "--threads", "1");
        JsonElement split = await CliRun.Json(
            "evaluate", "classifier", "--model", course.Classifier, "--data", course.Data, "--threads", "1");
        Assert.Equal(split.ToString(), folder.ToString());
        JsonElement train = await CliRun.Json("evaluate", "classifier", "--model", course.Classifier, "--data", course.Data, "--split",
            "train", "--noise", "0.2", "--threads", "1");
        Assert.Equal(Course.TrainCount, train.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Evaluate_search_gives_figures_with_and_without_the_contributor()
    {
        JsonElement answer = await CliRun.Json(
            "evaluate", "search", "--model", course.Encoder, "--catalog", Path.Combine(course.Data, "train"),
            "--queries", course.Validation, "--exclude-same-sender", "--threads", "1");
        foreach (JsonElement figures in (JsonElement[])[answer, answer.GetProperty("excluded")])
        {
            Assert.InRange(figures.GetProperty("n").GetInt32(), 1, Course.ValidationCount);
            foreach (string name in (string[])["top1", "top5", "mrr", "map", "r_precision", "map_at_r"])
                AssertFigure(figures, name);
        }
    }

    [Fact]
    public async Task Evaluate_search_takes_the_validation_split_and_never_finds_the_query()
    {
        JsonElement whole = await CliRun.Json(
            "evaluate", "search", "--model", course.Encoder, "--catalog", course.Data, "--queries", course.Data, "--threads", "1");
        JsonElement split = await CliRun.Json("evaluate", "search", "--model", course.Encoder, "--catalog", course.Validation, "--queries",
            course.Validation, "--threads", "1");
        Assert.Equal(split.ToString(), whole.ToString());
        Assert.Equal(Course.ValidationCount, whole.GetProperty("n").GetInt32());
        Assert.False(whole.TryGetProperty("excluded", out _));
        Assert.NotEqual(1, whole.GetProperty("top1").GetDouble());
    }

    [Fact]
    public async Task Predict_gives_probabilities_and_logits_in_the_order_of_the_classes()
    {
        JsonElement answer = await CliRun.Json(
            "predict", "--model", course.Classifier, "--image", course.Query, "--logits", "--threads", "1");
        Assert.Equal(Classes, Texts(answer.GetProperty("classes")));
        double[] probabilities = answer.GetProperty("probabilities").Deserialize<double[]>()!, logits = answer.GetProperty("logits")
            .Deserialize<double[]>()!;
        Assert.Equal(1, probabilities.Sum(), 4);
        Assert.Equal(Classes[Array.IndexOf(logits, logits.Max())], answer.GetProperty("class").GetString());
        JsonElement bare = await CliRun.Json(
            "predict", "--arch", "mobilenet-like", "--weights", course.Classifier, "--image", course.Query, "--logits", "--threads", "1");
        Assert.Equal(logits, bare.GetProperty("logits").Deserialize<double[]>()!);
        JsonElement without = await CliRun.Json("predict", "--model", course.Classifier, "--image", course.Query, "--threads", "1");
        Assert.False(without.TryGetProperty("logits", out _));
    }

    [Fact]
    public async Task Shards_together_are_the_whole_embedding()
    {
        string folder = course.NewFolder(), all = Path.Combine(folder, "all.safetensors");
        JsonElement answer = await CliRun.Json(
            "embed", "--model", course.Encoder, "--images", course.Validation, "--out", all, "--threads", "1");
        Assert.Equal((Course.ValidationCount, 64), (answer.GetProperty("n").GetInt32(), answer.GetProperty("dim").GetInt32()));
        List<string> paths = [];
        for (int i = 1; i <= 4; i++)
        {
            string part = Path.Combine(folder, $"{i}.safetensors");
            await CliRun.Json(
                "embed", "--model", course.Encoder, "--images", course.Validation, "--out", part, "--shard", $"{i}/4", "--threads", "1");
            paths.AddRange(Paths(part));
        }
        Assert.Equal(Paths(all), paths);
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);

        static string[] Paths(string file) => JsonSerializer.Deserialize<string[]>(SafeTensorsFile.ReadMetadata(file)["paths"])!;
    }

    [Fact]
    public async Task Index_info_names_kind_count_dim_and_model()
    {
        JsonElement answer = await CliRun.Json("index", "info", course.Index);
        Assert.Equal("flat", answer.GetProperty("kind").GetString());
        Assert.Equal((Course.TrainCount, 64), (answer.GetProperty("count").GetInt32(), answer.GetProperty("dim").GetInt32()));
        Assert.Equal(course.Encoder, answer.GetProperty("model").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(course.Encoder))), answer.GetProperty("model_sha256").GetString());
        Assert.Equal(answer.ToString(), (await CliRun.Json("index", "info", "--index", course.Index)).ToString());
    }

    [Fact]
    public async Task Search_finds_the_nearest_and_draws_them()
    {
        string picture = Path.Combine(course.NewFolder(), "found.png"),
            known = Directory.GetFiles(Path.Combine(course.Data, "train", "hat"))[0];
        JsonElement answer = await CliRun.Json(
            "search", "--index", course.Index, "--query", known, "--top-k", "3", "--picture", picture, "--threads", "1");
        JsonElement[] results = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal(3, results.Length);
        Assert.Equal((known, "hat"), (results[0].GetProperty("path").GetString(), results[0].GetProperty("class").GetString()));
        double[] distances = [.. results.Select(r => r.GetProperty("distance").GetDouble())];
        Assert.Equal(distances.Order(), distances);
        Assert.Equal(0, distances[0], 3);
        Assert.Equal((byte[])[0x89, .. "PNG"u8], File.ReadAllBytes(picture)[..4]);
    }

    [Fact]
    public async Task More_results_than_pictures_are_all_of_them_with_a_note()
    {
        CliRun run = await CliRun.Of(
            "search", "--index", course.Index, "--query", course.Query, "--top-k", "1000", "--json", "--threads", "1");
        Assert.Equal(0, run.Exit);
        Assert.Equal(Course.TrainCount, run.Document.GetProperty("results").GetArrayLength());
        Assert.Contains("54 results instead of 1000", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_among_some_classes_finds_only_these()
    {
        CliRun run = await CliRun.Of("search", "--index", course.Index, "--query", course.Query, "--top-k", "20", "--class", "shoes, bags",
            "--json", "--threads", "1");
        string[] found = [.. run.Document.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("class").GetString()!)];
        Assert.Equal(12, found.Length);
        Assert.All(found, name => Assert.Contains(name, (string[])["shoes", "bags"]));
        Assert.Contains("12 pictures of the class", run.Error, StringComparison.Ordinal);
        (await CliRun.Of("search", "--index", course.Index, "--query", course.Query, "--class", "boat", "--threads", "1"))
            .AssertOneLine("'boat'", "accessories");
    }

    [Fact]
    public async Task An_index_and_its_model_may_move_together()
    {
        string folder = course.NewFolder(), model = Path.Combine(folder, "m.safetensors"), index = Path.Combine(folder, "i.index");
        File.Copy(course.Encoder, model);
        await CliRun.Json("index", "build", "--model", model, "--catalog", course.Validation, "--out", index, "--threads", "1");
        string moved = course.At("moved");
        Directory.Move(folder, moved);
        JsonElement answer = await CliRun.Json(
            "search", "--index", Path.Combine(moved, "i.index"), "--query", course.Query, "--threads", "1");
        Assert.Equal(5, answer.GetProperty("results").GetArrayLength());
    }

    /// <summary>For people: no escape codes in a pipe, no folded lines.</summary>
    [Fact]
    public async Task Text_answers_are_plain_in_a_pipe()
    {
        string[][] lines =
        [
            ["evaluate", "classifier", "--model", course.Classifier, "--data", course.Data, "--threads", "1"],
            ["evaluate", "search", "--model", course.Encoder, "--catalog", course.Validation, "--queries", course.Validation,
                "--threads", "1"],
            ["data", "inspect", course.Data], ["index", "info", course.Index],
            ["predict", "--model", course.Classifier, "--image", course.Query, "--threads", "1"],
        ];
        foreach (string[] line in lines)
        {
            CliRun run = await CliProcess.Run(line);
            Assert.Equal(0, run.Exit);
            Assert.NotEmpty(run.Output);
            Assert.DoesNotContain('\x1b', run.Output);
        }
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    private static void AssertFigure(JsonElement answer, string name)
    {
        double value = answer.GetProperty(name).GetDouble();
        JsonElement interval = answer.GetProperty("ci95").GetProperty(name);
        Assert.InRange(value, 0, 1);
        Assert.Equal(2, interval.GetArrayLength());
        Assert.InRange(interval[0].GetDouble(), 0, interval[1].GetDouble());
        Assert.InRange(interval[1].GetDouble(), interval[0].GetDouble(), 1);
    }
}
