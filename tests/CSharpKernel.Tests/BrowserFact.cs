namespace CSharpKernel.Tests;

/// <summary>A test that needs the classic Notebook, Chromium and its driver; skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["/usr/bin/jupyter-notebook", "/usr/bin/chromium", "/usr/bin/chromedriver"];

    public BrowserFactAttribute() =>
        Skip = Python.Missing ?? (Programs.FirstOrDefault(program => !File.Exists(program)) is { } missing
            ? $"{missing} is not installed; see packages/test.txt"
            : null);
}
