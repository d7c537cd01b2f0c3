using CSharpKernel.Tests;

namespace Notebooks.Tests;

/// <summary>A test per notebook that needs Debian's Jupyter packages; skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterTheoryAttribute : TheoryAttribute
{
    public JupyterTheoryAttribute() => Skip = Python.Missing;
}
