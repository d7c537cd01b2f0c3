using System.CommandLine;
using CSharpKernel.Notebooks;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion notebooks run</c>.</summary>
internal static class NotebooksRunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run notebooks cell by cell; fail on an error, an over-run budget or stale outputs.");
        var paths = new Argument<string[]>("PATH") { Description = "Notebooks, or folders of notebooks (default: notebooks).", Arity = ArgumentArity.ZeroOrMore };
        var kernel = new KernelOption(command);
        var output = new Option<string?>("--out") { Description = "Where the executed copies are written." };
        var report = new Option<string?>("--trx") { Description = "A test report to write, in TRX format." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(paths);
        command.Add(output);
        command.Add(report);
        command.Add(json);
        command.SetAction((line, cancellation) =>
        {
            string[] chosen = line.GetValue(paths) is { Length: > 0 } given ? given : [Path.Combine(CourseCommand.Home, "notebooks")];
            var options = new NotebookRunOptions
            {
                Kernel = kernel.Prepare(line, cancellation),
                OutDirectory = line.GetValue(output),
                TrxFile = line.GetValue(report),
            };
            IReadOnlyList<NotebookResult> results = Run(chosen, options, cancellation);
            int failed = results.Count(result => !result.Succeeded);
            var document = new { passed = results.Count - failed, failed, notebooks = results.Select(Row) };
            new Answer(line.GetValue(json)).Write(document, console => console.Line($"{document.passed} passed, {failed} failed"));
            return Task.FromResult(failed == 0 ? 0 : 1);
        });
        return command;
    }

    internal static IReadOnlyList<NotebookResult> Run(string[] paths, NotebookRunOptions options, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<NotebookResult> results = NotebookRunner.Run(paths, options, new Notes(), cancellation);
            cancellation.ThrowIfCancellationRequested();
            return results;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(e.Message, e);
        }
    }

    internal static object Row(NotebookResult result) => new
    {
        path = result.Path,
        succeeded = result.Succeeded,
        seconds = result.Elapsed.TotalSeconds,
        problems = result.Problems,
        cells = result.Cells.Select(cell => new { cell.Number, cell.Id, seconds = cell.Elapsed.TotalSeconds, cell.BudgetSeconds, cell.Problem }),
    };

    private sealed class Notes : IProgress<string>
    {
        public void Report(string value) => Answer.Note(value);
    }
}
