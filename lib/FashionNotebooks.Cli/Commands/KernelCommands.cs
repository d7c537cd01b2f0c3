namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion kernel install</c> and <c>fashion notebooks run</c>: notebooks in this project's
/// kernel or in .NET Interactive.</summary>
internal static class KernelCommands
{
    public static Command Install()
    {
        var command = new CliCommand("install", "Write the description by which Jupyter and VS Code find a C# kernel.");
        var kernel = KernelOption(command);
        var user = command.Switch("--user", "Install for the current user (default).");
        var prefix = command.Optional("--prefix", null, "Install below this folder, in share/jupyter/kernels.");
        command.Refuse(line => line.GetValue(user) && line.GetValue(prefix) is not null, "Give --user or --prefix, not both.");
        return command.Runs(line =>
        {
            KernelSpec chosen = Prepare(line.Get(kernel), line.Cancellation);
            try
            {
                Console.Out.WriteLine($"wrote {chosen.Install(line.Get(prefix))}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"the kernel cannot be installed: {e.Message} Choose another folder with --prefix.", e);
            }
        });
    }

    public static Command RunNotebooks()
    {
        var command = new CliCommand("run", "Run notebooks cell by cell; fail on an error, an over-run budget or stale outputs.");
        var paths = command.OptionalArguments("PATH", "Notebooks, or folders of notebooks (default: notebooks).");
        var kernel = KernelOption(command);
        var output = command.Optional("--out", "DIR", "Where the executed copies are written.", output: true);
        var report = command.Optional("--trx", "FILE", "A test report to write, in TRX format.", output: true);
        return command.Answers(line =>
        {
            string[] chosen = line.Get(paths) is { Length: > 0 } given ? given : [Path.Combine(CourseCommand.Home, "notebooks")];
            if (line.Get(output) is { } folder)
                AtomicFile.RequirePlace(Path.Combine(folder, "copy.ipynb"));
            var options = new NotebookRunOptions
            {
                Kernel = Prepare(line.Get(kernel), line.Cancellation),
                OutDirectory = line.Get(output),
                TrxFile = line.Get(report),
            };
            IReadOnlyList<NotebookResult> results = Run(chosen, options, line.Cancellation);
            int failed = results.Count(result => !result.Succeeded), passed = results.Count - failed;
            line.Answer(new { passed, failed, notebooks = results.Select(Row) }, console =>
                console.Line($"{passed} passed, {failed} failed"));
            line.ExitCode = failed == 0 ? 0 : 1;
        });
    }

    public static IReadOnlyList<NotebookResult> Run(string[] paths, NotebookRunOptions options, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<NotebookResult> results = NotebookRunner.Run(paths, options, ProgressLine.Notes, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return results;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(e.Message, e);
        }
    }

    public static object Row(NotebookResult result) => new
    {
        path = result.Path,
        succeeded = result.Succeeded,
        seconds = result.Elapsed.TotalSeconds,
        problems = result.Problems,
        cells = result.Cells.Select(cell =>
            new { cell.Number, cell.Id, seconds = cell.Elapsed.TotalSeconds, cell.BudgetSeconds, cell.Problem }),
    };

    private static Option<string> KernelOption(CliCommand command) => command.FirstOf(
        "--kernel", "This project's C# kernel, or .NET Interactive, which is fetched once (default: own).", "own", "interactive");

    // .NET Interactive is restored and copied when it is asked for the first time, with the FSharp.Core that Plotly.NET was built with.
    private static KernelSpec Prepare(string name, CancellationToken cancellation)
    {
        if (name == "own")
            return KernelSpec.Own;
        try
        {
            return InteractiveTool.Prepare(
                CourseCommand.Home, CacheFolder.Path, Path.Combine(AppContext.BaseDirectory, "FSharp.Core.dll"), cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{e.Message}; --kernel own needs nothing of it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $".NET Interactive cannot be copied into '{CacheFolder.Path}': {e.Message} Set FASHION_CACHE to another folder.", e);
        }
    }
}
