namespace CSharpKernel.Notebooks;

/// <summary>How one code cell went.</summary>
/// <param name="Number">Its place among the code cells, from 1.</param>
/// <param name="Id">Its id in the file.</param>
/// <param name="Elapsed">From sending it to the kernel's idle.</param>
/// <param name="BudgetSeconds">What it may take (<c>metadata.course.budget_s</c>), or null.</param>
/// <param name="Problem">What went wrong in one line, or null.</param>
public sealed record CellResult(int Number, string Id, TimeSpan Elapsed, double? BudgetSeconds, string? Problem);
