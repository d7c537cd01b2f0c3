using System.CommandLine;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion data inspect</c>.</summary>
internal static class DataInspectCommand
{
    private const int Shown = 10;

    public static Command Create()
    {
        var command = new Command("inspect", "Say what a folder of photos holds and what is doubtful: broken files, duplicates, leaks between splits, likely wrong labels.");
        var folder = new Argument<string>("DIR") { Description = "Folder with train/ and validation/, or with class folders." };
        var model = new Option<string?>("--model") { HelpName = "FILE", Description = "A classifier's checkpoint: ranks the photos whose label it doubts most." };
        var corrections = new Option<string?>("--corrections") { HelpName = "FILE", Description = "A CSV file of label corrections to apply first (file,label)." };
        command.Add(folder);
        command.Add(model);
        command.Add(corrections);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            using var progress = new ProgressLine();
            Corrections? repairs = line.GetValue(corrections) is { } file ? Corrections.Read(file) : null;
            DataReport report = DataInspection.Run(
                line.GetValue(folder)!, corrections: repairs, threads: compute.Threads(line), progress: progress.Load("reading"), cancellation: cancellation);
            progress.Dispose();
            var suspects = line.GetValue(model) is { } path ? Suspects(compute, line, path, repairs, cancellation) : null;
            var document = new
            {
                report.Root,
                n = report.Count,
                report.Fingerprint,
                report.Classes,
                report.Splits,
                report.Sizes,
                report.Duplicates,
                leaks = report.Leaks.Count(),
                report.SharedContributors,
                report.Problems,
                suspects,
            };
            compute.Answer(line).Write(document, console => Show(console, report, suspects));
            return Task.FromResult(0);
        });
        return command;
    }

    private static List<LabelSuspect> Suspects(
        ComputeOptions compute, ParseResult line, string path, Corrections? corrections, CancellationToken cancellation)
    {
        compute.Apply(line);
        using var model = TrainedModel.Load(path);
        using var progress = new ProgressLine();
        DataRoot root = DataRoot.Open(line.GetValue<string>("DIR")!);
        var suspects = new List<LabelSuspect>();
        foreach (string split in root.IsSplit ? root.Splits : [""])
        {
            ImageFolder folder = root.OpenSplit(split, model.Classes, requireAll: false, corrections);
            using PhotoSet photos = PhotoSet.Load(folder, model.Preprocessing, threads: compute.Threads(line), progress: progress.Load("decoding"), cancellation: cancellation);
            Matrix probabilities = model.Predictor.Probabilities(photos.Pixels, cancellation: cancellation);
            suspects.AddRange(LabelSuspect.Rank([.. photos.Items.Select(item => item.Path)], photos.LabelList, probabilities, model.Classes));
        }
        return [.. suspects.OrderBy(suspect => suspect.Probability)];
    }

    private static void Show(IAnsiConsole console, DataReport report, IReadOnlyList<LabelSuspect>? suspects)
    {
        var table = new Table().AddColumn("split").AddColumn("n").AddColumn("contributors");
        foreach (string name in report.Classes)
            table.AddColumn(Markup.Escape(name));
        foreach (SplitFacts split in report.Splits)
        {
            string[] counts = [.. report.Classes.Select(name => $"{split.ClassCounts.GetValueOrDefault(name)}")];
            table.AddRow([Markup.Escape(split.Name.Length == 0 ? "(all)" : split.Name), $"{split.Count}", $"{split.Contributors}", .. counts]);
        }
        console.Write(table);
        console.Line($"sizes: {string.Join(", ", report.Sizes.Take(5).Select(size => $"{size.Key} ({size.Value})"))}");
        if (report.SharedContributors is { } shared)
            console.Line($"{Answer.Percent(shared)} % of the validation pictures are from contributors who are also in train");
        List(console, "files that cannot be used", [.. report.Problems.Select(problem => problem.ToString())]);
        List(console, "pairs of the same picture", [.. report.Duplicates.Select(pair =>
            $"{pair.First} = {pair.Second}{(pair.SameBytes ? " (same bytes)" : "")}{(pair.AcrossSplits ? ", in two splits" : "")}{(pair.SameClass ? "" : ", in two classes")}")]);
        if (suspects is not null)
            List(console, "labels that the model doubts", [.. suspects.Select(s => $"{s.Path}: labelled {s.Label}, looks like {s.Predicted} ({s.Probability:0.000} for the label)")]);
        console.Line($"fingerprint {report.Fingerprint}");
    }

    private static void List(IAnsiConsole console, string what, IReadOnlyList<string> lines)
    {
        console.Line($"{lines.Count} {what}");
        foreach (string line in lines.Take(Shown))
            console.Line($"  {line}");
        if (lines.Count > Shown)
            console.Line($"  and {lines.Count - Shown} more (--json lists all)");
    }
}
