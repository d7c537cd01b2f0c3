namespace FashionNotebooks.Cli.Commands;

internal static class DataInspectCommand
{
    private const int Shown = 10;

    public static Command Create()
    {
        var command = new CliCommand(
            "inspect",
            "Say what a folder of photos holds and what is doubtful: broken files, duplicates, leaks between splits, likely wrong labels.");
        var folder = command.Argument("DIR", "Folder with train/ and validation/, or with class folders.");
        var model = command.Optional("--model", "FILE", "A classifier's checkpoint: ranks the photos whose label it doubts most.");
        var corrections = command.Optional(
            "--corrections", "FILE", "A CSV file of label corrections to apply first (file,label); delete as a label leaves a photo out.");
        return command.Computes(engine: false, action: line =>
        {
            Corrections? repairs = line.Get(corrections) is { } file ? Corrections.Read(file) : null;
            DataReport report = DataInspection.Run(
                line.Get(folder), corrections: repairs, threads: line.Threads, progress: line.Progress.Load("reading"),
                cancellation: line.Cancellation);
            var suspects = line.Get(model) is { } path ? Suspects(line, path, line.Get(folder), repairs) : null;
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
            line.Answer(document, console => Show(console, report, suspects));
        });
    }

    private static List<LabelSuspect> Suspects(Invocation line, string path, string directory, Corrections? corrections)
    {
        line.StartEngine();
        using var model = TrainedModel.Load(path);
        DataRoot root = DataRoot.Open(directory);
        var suspects = new List<LabelSuspect>();
        foreach (string split in root.IsSplit ? root.Splits : [""])
        {
            ImageFolder folder = root.OpenSplit(split, model.Classes, requireAll: false, corrections);
            using PhotoSet photos = PhotoSet.Load(
                folder, model.Preprocessing, threads: line.Threads, progress: line.Progress.Load("decoding"),
                cancellation: line.Cancellation);
            Matrix probabilities = model.Predictor.Probabilities(photos.Pixels, cancellation: line.Cancellation);
            suspects.AddRange(
                LabelSuspect.Rank([.. photos.Items.Select(item => item.Path)], photos.LabelList, probabilities, model.Classes));
        }
        return [.. suspects.OrderBy(suspect => suspect.Probability)];
    }

    private static void Show(IAnsiConsole console, DataReport report, IReadOnlyList<LabelSuspect>? suspects)
    {
        var table = new Table().AddColumns(["split", "n", "contributors", .. report.Classes.Select(Markup.Escape)]);
        foreach (SplitFacts split in report.Splits)
        {
            string[] counts = [.. report.Classes.Select(name => $"{split.ClassCounts.GetValueOrDefault(name)}")];
            table.AddRow(
                [Markup.Escape(split.Name.Length == 0 ? "(all)" : split.Name), $"{split.Count}", $"{split.Contributors}", .. counts]);
        }
        console.Write(table);
        console.Line($"sizes: {string.Join(", ", report.Sizes.Take(5).Select(size => $"{size.Key} ({size.Value})"))}");
        if (report.SharedContributors is { } shared)
            console.Line($"{Answer.Percent(shared)} % of the validation pictures are from contributors who are also in train");
        List(console, "files and corrections that cannot be used", report.Problems.Select(problem => $"{problem}"));
        List(console, "pairs of the same picture", report.Duplicates.Select(pair => $"{pair.First} = {pair.Second}"
            + (pair.SameBytes ? " (same bytes)" : "")
            + (pair.AcrossSplits ? ", in two splits" : "")
            + (pair.SameClass ? "" : ", in two classes")));
        if (suspects is not null)
            List(console, "labels that the model doubts", suspects.Select(photo =>
                $"{photo.Path}: labelled {photo.Label}, looks like {photo.Predicted} ({photo.Probability:0.000} for the label)"));
        console.Line($"fingerprint {report.Fingerprint}");
    }

    private static void List(IAnsiConsole console, string what, IEnumerable<string> all)
    {
        string[] lines = [.. all];
        console.Line($"{lines.Length} {what}");
        foreach (string line in lines.Take(Shown))
            console.Line($"  {line}");
        if (lines.Length > Shown)
            console.Line($"  and {lines.Length - Shown} more (--json lists all)");
    }
}
