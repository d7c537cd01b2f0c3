namespace CSharpKernel.Execution;

/// <summary>A cell that is running.</summary>
/// <param name="Execution">Runs and stops its code.</param>
/// <param name="Context">Takes its output.</param>
/// <param name="Directory">Where relative paths of its directives start.</param>
internal sealed record CellRun(CellExecution Execution, CellContext Context, string Directory);
