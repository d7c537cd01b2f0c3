using System.CommandLine;
using System.Text.Json;
using CSharpKernel.Notebooks;
using FashionNotebooks.Course;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion course</c>.</summary>
internal static class CourseCommand
{
    public static Command Create()
    {
        var command = new Command("course", "Run every notebook of the course without a front end and print the results table.");
        var data = new DataOption(command);
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where executed notebooks, models and results are written (default: artifacts/course/NAME, NAME as the photos' folder)." };
        command.Add(output);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            string photos = Path.GetFullPath(data.Find(line) ?? Wardrobe(cancellation));
            string folder = Path.GetFullPath(line.GetValue(output) ?? Path.Combine(Home, "artifacts", "course", Path.GetFileName(photos.TrimEnd('/'))));
            var run = new CourseRun(photos, folder, compute.Seed(line), compute.Threads(line));
            IReadOnlyList<NotebookResult> notebooks = run.Notebooks(Path.Combine(Home, "notebooks"), cancellation);
            IReadOnlyList<CourseRow> rows = run.Results.Read();

            var document = new
            {
                data = photos,
                seed = compute.Seed(line),
                threads = compute.Threads(line),
                rows,
                notebooks = notebooks.Select(NotebooksRunCommand.Row),
                @out = folder,
            };
            compute.Answer(line).Write(document, console => Show(console, rows, photos, [folder, run.Results.Path]));
            return Task.FromResult(notebooks.All(notebook => notebook.Succeeded) ? 0 : 1);
        });
        return command;
    }

    /// <summary>The folder of the project; the entry script names it.</summary>
    internal static string Home => Environment.GetEnvironmentVariable("FASHION_HOME") ?? Environment.CurrentDirectory;

    private static string Wardrobe(CancellationToken cancellation)
    {
        string folder = Path.Combine(Home, "data", "wardrobe");
        using var progress = new ProgressLine();
        SampleWardrobe.Write(folder, progress: progress.Share("drawing the sample wardrobe"), cancellation: cancellation);
        return folder;
    }

    internal static void Show(IAnsiConsole console, IReadOnlyList<CourseRow> rows, string data, IReadOnlyList<string> written)
    {
        double? n = rows.Select(row => row.ClassifierFigure("n")).FirstOrDefault(count => count is not null);
        var table = new Table { Title = new TableTitle(Markup.Escape($"{data}: validation, n = {n:0}, % [95 % interval]")) };
        table.AddColumns("", "parameters", "accuracy", "macro F1", "top-1", "top-5", "mAP", "seconds");
        foreach (CourseRow row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Name), row.Parameters == 0 ? "" : $"{row.Parameters:N0}", Cell(row.ClassifierFigure("accuracy"), row.Classifier, "accuracy"),
                Percent(row.ClassifierFigure("macro_f1")), Cell(row.SearchFigure("top1"), row.Search, "top1"), Percent(row.SearchFigure("top5")),
                Percent(row.SearchFigure("map")), row.Seconds == 0 ? "" : $"{row.Seconds:0}");
        }
        console.Write(table);
        foreach (string path in written)
            console.Line($"wrote {path}");
    }

    private static string Percent(double? figure) => figure is { } value ? Answer.Percent(value) : "";

    private static string Cell(double? figure, JsonElement? report, string name)
    {
        if (figure is null)
            return "";
        JsonElement interval = report!.Value.GetProperty("ci95").GetProperty(name);
        return Markup.Escape($"{Percent(figure)} [{Answer.Percent(interval[0].GetDouble())}–{Answer.Percent(interval[1].GetDouble())}]");
    }
}
