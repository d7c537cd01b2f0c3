namespace CSharpKernel.Execution;

/// <summary>The C# side of the kernel: runs cells one after another and keeps what they declare.</summary>
internal sealed class CSharpSession
{
    private static readonly object NoValue = new();

    private readonly SessionAssemblies assemblies = new();
    private readonly CellSources sources = new();
    private readonly LibraryCells libraries;
    private readonly Directives directives;
    private readonly MagicCommands magics;
    private readonly List<string> usings = [];

    internal CSharpSession(bool headless, Func<string, string?> help)
    {
        Chain = new SubmissionChain(assemblies);
        libraries = new LibraryCells(Chain, assemblies);
        Errors = new ErrorReporter(sources);
        directives = new Directives(Chain, assemblies, headless, Import);
        magics = new MagicCommands(Chain, Import, help);
    }

    internal SubmissionChain Chain { get; }

    internal ErrorReporter Errors { get; }

    /// <summary>Starts the chain and, with it, the compiler: the first cell then finds it warm.</summary>
    internal void WarmUp() => Chain.Add("Enumerable.Range(0, 1).Select(i => i).ToList()", "start", CancellationToken.None).Start().Wait();

    /// <returns>The value of the last expression, and whether there is one.</returns>
    internal (object? Value, bool HasValue) Execute(string code, string path, CellRun run)
    {
        object? pending = NoValue;
        foreach (CellPart part in CellReader.Read(code))
        {
            if (pending != NoValue)
                DisplayedValue.Show(pending, []);
            pending = Execute(part, path, run);
        }
        return pending == NoValue ? (null, false) : (pending, true);
    }

    private object? Execute(CellPart part, string path, CellRun run)
    {
        switch (part.Kind)
        {
            case CellPartKind.Code:
                return ExecuteCode(part.Text, path, run);
            case CellPartKind.Directive:
                directives.Execute(part.Text, run);
                break;
            case CellPartKind.Magic:
                magics.Execute(part.Text, run);
                break;
            case CellPartKind.Markdown:
                DisplayedValue.Show(new FormattedValue("text/markdown", part.Text.Trim('\n')), []);
                break;
            case CellPartKind.Javascript:
                Kernel.Javascript(part.Text);
                break;
            default:
                DisplayedValue.Show(Kernel.HTML(part.Text.Trim('\n')), []);
                break;
        }
        return NoValue;
    }

    private object? ExecuteCode(string text, string path, CellRun run)
    {
        CellEdits edits = CellRewriter.Rewrite(text, run.Execution.Cancellation);
        string code = edits.Changed();
        sources.Add(path, edits);
        if (LibraryCell.From(code, run.Execution.Cancellation) is { } library)
        {
            libraries.Add(library, path, usings, run.Execution.Cancellation);
            code = library.Aliases(path) + library.Script;
        }
        Submission submission = Chain.Add(code, path, run.Execution.Cancellation);
        usings.AddRange(CompilerOptions.Parse(code).GetCompilationUnitRoot().Usings.Select(directive => $"{directive}").Except(usings));
        object? value = run.Execution.Run(submission, run.Context);
        return value is null && !submission.HasValue() ? NoValue : value;
    }

    /// <summary>Runs a file in this session, as <c>#load</c> and <c>#!import</c> do.</summary>
    private void Import(string path, CellRun run)
    {
        CellRun inner = run with { Directory = Path.GetDirectoryName(path)! };
        string shown = Path.GetRelativePath(run.Directory, path);
        IReadOnlyList<string> cells = ImportedFile.Read(path);
        for (int i = 0; i < cells.Count; i++)
            Execute(cells[i], cells.Count == 1 ? shown : $"{shown} [{i + 1}]", inner);
    }
}
