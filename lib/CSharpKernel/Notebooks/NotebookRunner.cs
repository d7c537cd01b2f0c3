using System.Diagnostics;

namespace CSharpKernel.Notebooks;

/// <summary>
/// Runs notebooks without a front end, each in a kernel process of its own. A notebook fails on an error, on a cell that takes longer than its budget
/// or never ends, when no cell ran, and when stored outputs belong to an older text of their cell. Numbers in outputs are never compared.
/// </summary>
public static class NotebookRunner
{
    /// <summary>Runs files, and all notebooks of folders in the order of their names.</summary>
    /// <param name="paths">Notebooks or folders.</param>
    /// <param name="options">How to run them.</param>
    /// <param name="progress">Gets a line per notebook, and one per problem.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="InvalidDataException">A path does not exist, or there is no notebook at all.</exception>
    public static IReadOnlyList<NotebookResult> Run(
        IEnumerable<string> paths, NotebookRunOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new NotebookRunOptions();
        List<string> files = [.. paths.SelectMany(Expand)];
        if (files.Count == 0)
            throw new InvalidDataException("there is no notebook to run; give a .ipynb file or a folder that holds some");
        var results = new List<NotebookResult>();
        foreach (string file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            NotebookResult result = RunOne(file, options, cancellation);
            results.Add(result);
            progress?.Report(FormattableString.Invariant($"{(result.Succeeded ? "passed" : "FAILED")}  {file}  {result.Cells.Count} cells  {result.Elapsed.TotalSeconds:F1} s"));
            foreach (string problem in result.Problems)
                progress?.Report($"        {problem}");
        }
        if (options.TrxFile is { } trx)
            TrxReport.Write(trx, results);
        return results;
    }

    private static NotebookResult RunOne(string file, NotebookRunOptions options, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var cells = new List<CellResult>();
        var problems = new List<string>();
        try
        {
            NotebookFile notebook = NotebookFile.Read(file);
            problems.AddRange(StaleOutputs.Of(notebook));
            notebook.Normalize();
            var environment = new Dictionary<string, string>(options.Environment) { ["CSHARPKERNEL_HEADLESS"] = "1" };
            using var kernel = new KernelProcess(options.Kernel, Path.GetDirectoryName(Path.GetFullPath(file))!, environment);
            cells.AddRange(new NotebookExecution(kernel, notebook, options).Run(cancellation));
            if (cells.Count == 0)
                problems.Add("no cell ran: the notebook has no code cell");
            problems.AddRange(cells.Where(cell => cell.Problem is not null).Select(cell => $"cell {cell.Number} ({cell.Id}): {cell.Problem}"));
            if (options.OutDirectory is { } folder)
                notebook.Write(Path.Combine(folder, Path.GetFileName(file)));
        }
        catch (Exception e) when (e is InvalidDataException or TimeoutException or IOException)
        {
            problems.Add(e.Message);
        }
        return new NotebookResult(file, cells, problems, Stopwatch.GetElapsedTime(start));
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (Directory.Exists(path))
            return Directory.GetFiles(path, "*.ipynb").Order(StringComparer.Ordinal);
        return File.Exists(path) ? [path] : throw new InvalidDataException($"there is no notebook or folder '{path}'");
    }
}
