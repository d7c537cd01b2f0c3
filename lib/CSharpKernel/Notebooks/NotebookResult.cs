namespace CSharpKernel.Notebooks;

/// <summary>How a notebook went.</summary>
/// <param name="Path">The notebook.</param>
/// <param name="Cells">The code cells that ran, in order; the run ends at the first that fails.</param>
/// <param name="Problems">What went wrong, one line each; empty means success.</param>
/// <param name="Elapsed">The whole time, with the kernel's start.</param>
public sealed record NotebookResult(string Path, IReadOnlyList<CellResult> Cells, IReadOnlyList<string> Problems, TimeSpan Elapsed)
{
    /// <summary>Whether all went well.</summary>
    public bool Succeeded => Problems.Count == 0;
}

/// <summary>How one code cell went.</summary>
/// <param name="Number">Its place among the code cells, from 1.</param>
/// <param name="Id">Its id in the file.</param>
/// <param name="Elapsed">From sending it to the kernel's idle.</param>
/// <param name="BudgetSeconds">What it may take (<c>metadata.course.budget_s</c>), or null.</param>
/// <param name="Problem">What went wrong in one line, or null.</param>
public sealed record CellResult(int Number, string Id, TimeSpan Elapsed, double? BudgetSeconds, string? Problem);
