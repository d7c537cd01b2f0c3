using System.Diagnostics;

namespace CSharpKernel.Notebooks;

/// <summary>
/// Runs notebooks without a front end, each in a kernel process of its own. A notebook fails on an error, on a cell that takes longer than
/// its budget or never ends, when no cell ran, and when stored outputs belong to an older text of their cell. Numbers in outputs are never
/// compared.
/// </summary>
public static class NotebookRunner
{
    /// <summary>Runs files, and all notebooks of folders in the order of their names.</summary>
    /// <param name="paths">Notebooks or folders.</param>
    /// <param name="options">How to run them.</param>
    /// <param name="progress">Gets a line per notebook, and one per problem.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="InvalidDataException">A path does not exist, there is no notebook at all, or two copies would be one
    /// file.</exception>
    public static IReadOnlyList<NotebookResult> Run(
        IEnumerable<string> paths, NotebookRunOptions? options = null, IProgress<string>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new NotebookRunOptions();
        List<string> files = [.. paths.SelectMany(Expand)];
        if (files.Count == 0)
            throw new InvalidDataException("there is no notebook to run; give a .ipynb file or a folder that holds some");
        if (options.OutDirectory is not null
            && files.CountBy(file => Path.GetFileName(file)).FirstOrDefault(of => of.Value > 1) is { Key: { } name })
            throw new InvalidDataException($"{name} is there more than once, and the copies would be one file; give each a run of its own");
        var results = new List<NotebookResult>();
        Task<KernelProcess> Start(int file) => Task.Run(() => Kernel(files[file], options, cancellation));
        Task<KernelProcess>? next = Start(0);
        try
        {
            for (int i = 0; i < files.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                // Beside each notebook starts the kernel of the one after it.
                (Task<KernelProcess> kernel, next) = (next!, i + 1 < files.Count ? Start(i + 1) : null);
                NotebookResult result = RunOne(files[i], kernel, options, cancellation);
                results.Add(result);
                progress?.Report(FormattableString.Invariant($"{(result.Succeeded ? "passed" : "FAILED")}  {files[i]}  ")
                    + FormattableString.Invariant($"{result.Cells.Count} cells  {result.Elapsed.TotalSeconds:F1} s"));
                foreach (string problem in result.Problems)
                    progress?.Report($"        {problem}");
            }
        }
        finally
        {
            if (next is not null && Task.WhenAny(next).Result.IsCompletedSuccessfully)
                next.Result.Dispose();
        }
        if (options.TrxFile is { } trx)
            TrxReport.Write(trx, results);
        return results;
    }

    private static KernelProcess Kernel(string file, NotebookRunOptions options, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string>(options.Environment) { ["CSHARPKERNEL_HEADLESS"] = "1" };
        return new(options.Kernel, Path.GetDirectoryName(Path.GetFullPath(file))!, environment, cancellation);
    }

    private static NotebookResult RunOne(
        string file, Task<KernelProcess> starting, NotebookRunOptions options, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var cells = new List<CellResult>();
        var problems = new List<string>();
        try
        {
            using KernelProcess kernel = starting.GetAwaiter().GetResult();
            NotebookFile notebook = NotebookFile.Read(file);
            string? stored = options.OutDirectory is { } folder ? Path.Combine(folder, Path.GetFileName(file)) : null;
            if (stored is null || Path.GetFullPath(stored) != Path.GetFullPath(file)) // else this run renews them
                problems.AddRange(notebook.StaleOutputs());
            notebook.Normalize();
            cells.AddRange(new NotebookExecution(kernel, notebook, options).Run(cancellation));
            if (cells.Count == 0)
                problems.Add("no cell ran: the notebook has no code cell");
            problems.AddRange(cells.Where(cell => cell.Problem is not null)
                .Select(cell => $"cell {cell.Number} ({cell.Id}): {cell.Problem}"));
            if (stored is not null)
                notebook.Write(stored);
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

public sealed record NotebookRunOptions
{
    public KernelSpec Kernel { get; init; } = KernelSpec.Own;

    /// <summary>Where executed copies go; null writes none.</summary>
    public string? OutDirectory { get; init; }

    /// <summary>A test report in Visual Studio's TRX format; null writes none.</summary>
    public string? TrxFile { get; init; }

    /// <summary>The longest time of a cell without a budget, in seconds.</summary>
    public double DefaultBudgetSeconds { get; init; } = 600;

    /// <summary>Multiplies every budget, for slower machines.</summary>
    public double BudgetFactor { get; init; } = 1;

    /// <summary>Variables set for the kernel: the parameters of a notebook.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <param name="Path">The notebook.</param>
/// <param name="Cells">The code cells that ran, in order; the run ends at the first that fails.</param>
/// <param name="Problems">What went wrong, one line each; empty means success.</param>
/// <param name="Elapsed">The whole time, without the kernel's start, which goes on beside the notebook before.</param>
public sealed record NotebookResult(string Path, IReadOnlyList<CellResult> Cells, IReadOnlyList<string> Problems, TimeSpan Elapsed)
{
    public bool Succeeded => Problems.Count == 0;
}

/// <param name="Number">Its place among the code cells, from 1.</param>
/// <param name="Id">Its id in the file.</param>
/// <param name="Elapsed">From sending it to the kernel's idle.</param>
/// <param name="BudgetSeconds">What it may take (<c>metadata.course.budget_s</c>), or null.</param>
/// <param name="Problem">What went wrong in one line, or null.</param>
public sealed record CellResult(int Number, string Id, TimeSpan Elapsed, double? BudgetSeconds, string? Problem);
