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
