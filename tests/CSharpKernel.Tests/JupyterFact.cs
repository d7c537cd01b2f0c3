namespace CSharpKernel.Tests;

/// <summary>A test that needs Debian's Jupyter packages; skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JupyterFactAttribute : FactAttribute
{
    public JupyterFactAttribute() => Skip = Python.Missing;
}
