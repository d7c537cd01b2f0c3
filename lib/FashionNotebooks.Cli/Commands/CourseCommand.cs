using System.CommandLine;
using System.Text.Json;
using FashionNotebooks.Data.Wardrobe;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion course</c>.</summary>
internal static class CourseCommand
{
    public static Command Create()
    {
        var command = new Command("course", "Run the whole course: the published recipe, the better one, the search; print the results table.");
        var data = new DataOption(command);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where everything is written (default: artifacts/course)." };
        command.Add(output);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            string folder = line.GetValue(output) ?? Path.Combine(Home, "artifacts", "course");
            using var progress = new ProgressLine();
            string photos = data.Find(line) ?? Wardrobe(progress, cancellation);
            var run = new CourseRun(photos, folder, compute.Seed(line), compute.Threads(line));
            List<CourseRow> rows = [.. run.Baselines(progress, cancellation)];
            foreach (Recipe recipe in (Recipe[])[Recipe.Reference, Recipe.Best])
                rows.Add(run.Train(recipe, progress, cancellation));
            var (index, picture) = run.Search(rows[^1].Encoder!, cancellation);
            progress.Dispose();

            string results = Path.Combine(folder, "results.json");
            var document = new { data = photos, seed = compute.Seed(line), threads = compute.Threads(line), rows, index, picture };
            AtomicFile.WriteText(results, JsonSerializer.Serialize(document, Answer.JsonOptions));
            compute.Answer(line).Write(document, console => Show(console, rows, photos, [results, picture, index, folder]));
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>The folder of the project; the entry script names it.</summary>
    internal static string Home => Environment.GetEnvironmentVariable("FASHION_HOME") ?? Environment.CurrentDirectory;

    private static string Wardrobe(ProgressLine progress, CancellationToken cancellation)
    {
        string folder = Path.Combine(Home, "data", "wardrobe");
        SampleWardrobe.Write(folder, progress: progress.Share("drawing the sample wardrobe"), cancellation: cancellation);
        return folder;
    }

    internal static void Show(IAnsiConsole console, IReadOnlyList<CourseRow> rows, string data, IReadOnlyList<string> written)
    {
        int n = rows[0].Classifier.Count;
        var table = new Table { Title = new TableTitle(Markup.Escape($"{data}: validation, n = {n}, % [95 % interval]")) };
        table.AddColumns("", "parameters", "accuracy", "macro F1", "top-1", "top-5", "mAP", "seconds");
        foreach (CourseRow row in rows)
        {
            var classifier = row.Classifier;
            var search = row.Search;
            table.AddRow(
                Markup.Escape(row.Name), row.Parameters == 0 ? "" : $"{row.Parameters:N0}", Cell(classifier.Accuracy, classifier.Intervals["accuracy"]),
                Answer.Percent(classifier.MacroF1), Cell(search.Top1, search.Intervals["top1"]), Answer.Percent(search.Top5),
                Answer.Percent(search.MeanAveragePrecision), row.Seconds == 0 ? "" : $"{row.Seconds:0}");
        }
        console.Write(table);
        foreach (string path in written)
            console.Line($"wrote {path}");
    }

    private static string Cell(double value, Evaluation.Interval interval) =>
        Markup.Escape($"{Answer.Percent(value)} [{Answer.Percent(interval.Low)}–{Answer.Percent(interval.High)}]");
}
