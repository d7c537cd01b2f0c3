namespace CSharpKernel.Tests;

/// <summary>The conformance suite of the Jupyter project, whole: no failure and no skip.</summary>
public class JupyterKernelTestSuite
{
    [JupyterFact]
    public void PassesWithoutASkip()
    {
        using var folder = new JupyterFolder();
        (int code, string output) = Python.Run(
            Path.Combine(AppContext.BaseDirectory, "jupyter"), TimeSpan.FromSeconds(90), folder.Environment, "-m", "unittest", "-v",
            "test_csharp_kernel");
        Assert.True(code == 0, output);
        Assert.Contains("Ran 12 tests", output);
        Assert.DoesNotContain("skipped", output);
    }
}
