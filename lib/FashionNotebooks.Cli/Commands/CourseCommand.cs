using FashionNotebooks.Course;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion course</c>: the notebooks on one folder of photos, one after another, each in a kernel of its own.</summary>
internal static class CourseCommand
{
    /// <summary>The folder of the project; the entry script names it.</summary>
    internal static string Home => Environment.GetEnvironmentVariable("FASHION_HOME") ?? Environment.CurrentDirectory;

    public static Command Create()
    {
        var command = new CliCommand("course", "Run every notebook of the course without a front end and print the results table.");
        command.TakesData();
        var output = command.Optional("--out", "DIR",
            "Where executed notebooks, models and results are written (default: artifacts/course/NAME, NAME as the photos' folder).",
            output: true);
        return command.Computes(line =>
        {
            string data = Path.GetFullPath(line.DataOrNull ?? DrawnWardrobe(line));
            string folder = Path.GetFullPath(line.Get(output)
                ?? Path.Combine(Home, "artifacts", "course", Path.GetFileName(data.TrimEnd('/'))));
            var results = new CourseResults(Path.Combine(folder, "results.json"));
            IReadOnlyList<NotebookResult> notebooks = Run(line, data, folder, results);
            IReadOnlyList<CourseRow> rows = results.Read();
            line.Answer(
                new
                {
                    data,
                    seed = line.Seed,
                    threads = line.Threads,
                    rows,
                    notebooks = notebooks.Select(KernelCommands.Row),
                    @out = folder
                },
                console => Show(console, rows, data, [folder, results.Path]));
            line.ExitCode = notebooks.All(notebook => notebook.Succeeded) ? 0 : 1;
        });
    }

    private static string DrawnWardrobe(Invocation line)
    {
        string folder = Path.Combine(Home, "data", "wardrobe");
        SampleWardrobe.Write(folder, progress: line.Progress.Share("drawing the sample wardrobe"), cancellation: line.Cancellation);
        line.Progress.Dispose();
        return folder;
    }

    private static IReadOnlyList<NotebookResult> Run(Invocation line, string data, string folder, CourseResults results)
    {
        DataRoot photos = DataRoot.Open(data);
        if (!photos.IsSplit)
            throw new InputException($"'{data}' has no train/ and validation/; the course needs both, with a folder for each class inside");
        foreach (string split in (string[])["train", "validation"])
            photos.OpenSplit(split);
        AtomicFile.RequirePlace(results.Path);
        File.Delete(results.Path);
        // What notebooks/setup.csx reads.
        var environment = new Dictionary<string, string>
        {
            ["FASHION_DATA"] = data,
            ["FASHION_OUT"] = folder,
            ["FASHION_SEED"] = $"{line.Seed}",
            ["FASHION_THREADS"] = $"{line.Threads}",
        };
        return KernelCommands.Run([Path.Combine(Home, "notebooks")],
            new NotebookRunOptions { OutDirectory = folder, Environment = environment }, line.Cancellation);
    }

    internal static void Show(IAnsiConsole console, IReadOnlyList<CourseRow> rows, string data, IReadOnlyList<string> written)
    {
        double? n = rows.Select(row => row.ClassifierFigure("n")).FirstOrDefault(count => count is not null);
        var table = new Table { Title = new TableTitle(Markup.Escape($"{data}: validation, n = {n:0}, % [95 % interval]")) };
        table.AddColumns("", "parameters", "accuracy", "macro F1", "top-1", "top-5", "mAP", "seconds");
        foreach (CourseRow row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Name), row.Parameters == 0 ? "" : $"{row.Parameters:N0}",
                Cell(row.ClassifierFigure("accuracy"), row.Classifier, "accuracy"),
                Percent(row.ClassifierFigure("macro_f1")), Cell(row.SearchFigure("top1"), row.Search, "top1"),
                Percent(row.SearchFigure("top5")),
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
