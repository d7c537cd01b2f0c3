using System.Text.Json;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Cli.Results;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary>From a wardrobe of twins to an encoder that compares pictures, with the command line.</summary>
[Collection(CourseCollection.Name)]
public sealed class FineGrainedTests(Course course)
{
    [Fact]
    public async Task Train_evaluate_compare_and_find_duplicates()
    {
        string data = course.At("twins"), model = course.At("fine.safetensors"), pairs = Path.Combine(data, "pairs.csv");
        await CliRun.Json("data", "sample", "--out", data, "--per-class", "40", "--size", "48", "--twins");
        JsonElement trained = await CliRun.Json(
            "train", "finegrained", "--data", data, "--out", model, "--arch", "small-res", "--size", "32", "--epochs", "1",
            "--attention", "both", "--erase", "2", "--blur", "0.5", "--batch-size", "60", "--threads", "1");
        Assert.Equal(1, trained.GetProperty("best_epoch").GetInt32());
        // 60 pictures, 3 of each
        Assert.Contains("\"ItemsPerBatch\":20,", CheckpointMetadata.Read(model).Options["settings"], StringComparison.Ordinal);
        Assert.True(trained.GetProperty("metrics").TryGetProperty("auc_near_twin", out _));

        JsonElement measured = await CliRun.Json(
            "evaluate", "pairs", "--model", model, "--pairs", pairs, "--split", "test", "--robust", "--threads", "1");
        Assert.InRange(measured.GetProperty("per_detail").EnumerateObject().Count(), 2, 4);
        Assert.InRange(measured.GetProperty("robustness").GetProperty(
            "blur 2").GetProperty("per_difficulty").GetProperty("near-twin").GetProperty("auc").GetDouble(), 0, 1);
        foreach (string figure in (string[])["auc", "eer", "tar_at_far_1e_2", "tar_at_far_1e_3"])
        {
            Assert.InRange(measured.GetProperty(figure).GetDouble(), 0, 1);
            Assert.Equal(2, measured.GetProperty("ci95").GetProperty(figure).GetArrayLength());
        }
        Assert.Equal(
            ["near-twin", "other-class", "same-class"], measured.GetProperty("per_difficulty").EnumerateObject().Select(p => p.Name));
        Assert.InRange(measured.GetProperty("search").GetProperty("recall_at_1").GetDouble(), 0, 1);
        Assert.True(measured.GetProperty("calibration").TryGetProperty("slope", out _));

        string[] photos = [.. Directory.GetFiles(Path.Combine(data, "validation", "hat")).Order(StringComparer.Ordinal)];
        string drawn = course.At("difference.png");
        JsonElement other = await CliRun.Json("compare", photos[0], photos[^1], "--model", model, "--picture", drawn, "--threads", "1");
        Assert.InRange(other.GetProperty("probability").GetDouble(), 0, 1);
        Assert.True(Photo.Read(drawn).Width > 400);
        JsonElement itself = await CliRun.Json("compare", photos[0], photos[0], "--model", model, "--picture", drawn, "--threads", "1");
        Assert.Equal(1, itself.GetProperty("score").GetDouble(), 1e-5);
        Assert.True(itself.GetProperty("same").GetBoolean());

        string catalogue = course.NewFolder();
        foreach (var (photo, i) in photos.Take(2).Select((photo, i) => (photo, i)))
            File.Copy(photo, Path.Combine(catalogue, $"{i}.jpg"));
        File.Copy(photos[0], Path.Combine(catalogue, "again.jpg"));
        JsonElement found = await CliRun.Json(
            "duplicates", "--model", model, "--catalog", catalogue, "--threshold", "0.9999", "--picture", drawn, "--threads", "1");
        JsonElement surest = Assert.Single(found.GetProperty("clusters").EnumerateArray())
            .GetProperty("links")[0]; // one epoch does not part the others
        Assert.Equal(("0.jpg", "again.jpg"),
            (Path.GetFileName(surest.GetProperty("a").GetString()), Path.GetFileName(surest.GetProperty("b").GetString())));
        Assert.Equal(1, surest.GetProperty("score").GetDouble(), 1e-6);
        Assert.Equal(drawn, found.GetProperty("picture").GetString());
    }

    [Fact]
    public async Task The_ablation_goes_on_where_it_stopped()
    {
        string data = course.At("ablation"), file = course.At("ablation.json");
        await CliRun.Json("data", "sample", "--out", data, "--per-class", "30", "--size", "32", "--twins");
        string[] command = ["reproduce", "--recipe", "finegrained", "--data", data, "--seeds", "1", "--epochs", "1", "--size", "32",
            "--threads", "1", "--out", file];
        JsonElement whole = await CliRun.Json(command);
        string[] rows = [.. whole.GetProperty("ablation_runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()!)];
        Assert.Equal(Ablation.Variants.Select(variant => variant.Name), rows);
        Assert.All(whole.GetProperty("ablation_runs").EnumerateArray(), run =>
        {
            Assert.InRange(run.GetProperty("pairs").GetProperty("values").GetProperty("near-twin.auc").GetDouble(), 0, 1);
            Assert.Equal(2, run.GetProperty("pairs").GetProperty("intervals").GetProperty("recall_at_1").GetArrayLength());
        });
        AblationResult written = ResultsFolder.Parse<AblationResult>(file);
        await File.WriteAllTextAsync(
            file, JsonSerializer.Serialize(written with { AblationRuns = [.. written.AblationRuns.SkipLast(1)] }, Answer.JsonOptions));
        AblationRun[] again = [.. (await CliRun.Json(command)).GetProperty("ablation_runs")
            .Deserialize<AblationRun[]>(Answer.JsonOptions)!];
        Assert.Equal(written.AblationRuns.SkipLast(1).Select(run => run.CpuSeconds),
            again.SkipLast(1).Select(run => run.CpuSeconds)); // not made again
        Assert.Equal(written.AblationRuns[^1].Pairs.Values, again[^1].Pairs.Values);
        (await CliRun.Of([.. command, "--lr", "0.5"])).AssertOneLine("other settings");
        (await CliRun.Of("reproduce", "--recipe", "finegrained", "--data", course.NewFolder(), "--out", course.At("x.json")))
            .AssertOneLine("pairs.csv");
    }

    [Fact]
    public async Task A_quiz_has_a_sheet_and_its_answers()
    {
        string sheet = course.At("quiz.jpg"), key = course.At("quiz.csv");
        CliRun run = await CliRun.Of("data", "quiz", "--out", sheet, "--key", key, "--pairs", "8", "--size", "32");
        Assert.Equal(0, run.Exit);
        Assert.Equal(9, (await File.ReadAllLinesAsync(key)).Length);
        Assert.True(Photo.Read(sheet).Width > 250);
    }

    [Fact]
    public async Task A_model_that_was_not_trained_to_compare_gives_scores_and_no_verdict()
    {
        string pairs = Path.Combine(course.Data, "pairs.csv");
        JsonElement measured = await CliRun.Json("evaluate", "pairs", "--model", course.Encoder, "--pairs", pairs, "--threads", "1");
        Assert.False(measured.TryGetProperty("calibration", out _));
        JsonElement compared = await CliRun.Json("compare", course.Query, course.Query, "--model", course.Classifier, "--threads", "1");
        Assert.Equal(["score", "distance"], compared.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_one_line()
    {
        string folder = course.NewFolder(), gone = Path.Combine(folder, "gone.jpg"), pairs = Path.Combine(folder, "pairs.csv");
        (await CliRun.Of("compare", course.Query, gone, "--model", course.Encoder)).AssertOneLine(gone);
        CliRun ofClasses = await CliRun.Of("duplicates", "--model", course.Encoder, "--catalog", folder);
        Assert.Contains("not garments", ofClasses.Error, StringComparison.Ordinal);
        ofClasses.AssertOneLine(folder);
        (await CliRun.Of("duplicates", "--model", course.Encoder, "--catalog", course.Validation, "--threshold", "3", "--threads", "1"))
            .AssertOneLine("threshold");
        (await CliRun.Of("evaluate", "pairs", "--model", course.Encoder, "--pairs", pairs)).AssertOneLine(pairs);
        await File.WriteAllTextAsync(pairs, $"a,b,same\n{course.Query},{course.Query},1\n{course.Query},gone.jpg,0\n");
        CliRun run = await CliRun.Of("evaluate", "pairs", "--model", course.Encoder, "--pairs", pairs);
        Assert.Equal(1, run.Exit);
        Assert.Contains("give both kinds", Assert.Single(run.Complaints), StringComparison.Ordinal);
        (await CliRun.Of("train", "finegrained", "--data", course.At("none"), "--out", course.At("x"))).AssertOneLine("items.csv");
        (await CliRun.Of("train", "siamese", "--data", course.Data, "--from", pairs, "--out", course.At("x"))).AssertOneLine(pairs);
    }
}
