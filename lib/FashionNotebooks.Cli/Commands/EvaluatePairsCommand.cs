using System.CommandLine;
using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion evaluate pairs</c>.</summary>
internal static class EvaluatePairsCommand
{
    public static Command Create()
    {
        var command = new Command("pairs", "Ask of pairs of pictures whether both show one item: ROC AUC, equal error rate, true accepts at few false ones, for each difficulty.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The checkpoint of any encoder or classifier.", Required = true };
        var pairs = new Option<string>("--pairs") { HelpName = "FILE", Description = "CSV file a,b,same: two paths from the file's folder, 1 or 0; columns difficulty and split may follow.", Required = true };
        var split = new Option<string?>("--split") { HelpName = "NAME", Description = "Only the rows of this split." };
        var robust = new Option<bool>("--robust") { Description = "Also with the second picture of each pair blurred, darker, brighter, cropped and with another background." };
        foreach (Option option in (Option[])[model, pairs, split, robust])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            IReadOnlyList<PhotoPair> asked = PairFile.Read(line.GetValue(pairs)!, line.GetValue(split));
            ImageFolder pictures = ImageFolder.OfFiles(asked.SelectMany(pair => new[] { pair.A, pair.B }).Distinct().Order(StringComparer.Ordinal), line.GetValue(pairs)!);
            using var progress = new ProgressLine();
            using PhotoSet photos = PhotoSet.Load(pictures, trained.Preprocessing, threads: compute.Threads(line), progress: progress.Load("decoding"), cancellation: cancellation);
            progress.Dispose();
            Problems.Note(photos.Problems, []);
            PairReport report = PairEvaluation.Of(trained, asked, photos, compute.Seed(line), compute.Threads(line), cancellation);
            if (line.GetValue(robust))
                report = report with { Robustness = PairEvaluation.Robustness(trained, asked, photos, Corruption.OfPairs, compute.Seed(line), cancellation) };
            compute.Answer(line).Write(report, console => Show(console, report));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(IAnsiConsole console, PairReport report)
    {
        console.Write(Tables.Pairs(report));
        if (report.Robustness is { } robustness)
            console.Write(Tables.Robustness(report, robustness));
        if (report is { Calibration: { } calibration, AtThreshold: { } figures })
            console.Line(string.Create(CultureInfo.InvariantCulture, $"the model's threshold {calibration.Threshold:0.000} accepts {Answer.Percent(figures.TrueAccepts)} % of the pairs of one item and {Answer.Percent(figures.FalseAccepts)} % of the others"));
        if (report.Search is { } search)
            console.Line($"search among these pictures: recall@1 {Answer.Percent(search.RecallAt1)} %, recall@5 {Answer.Percent(search.RecallAt5)} % (n = {search.Count} pictures of {search.Items} items)");
    }
}
