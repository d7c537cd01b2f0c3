using System.Diagnostics;

namespace FashionNotebooks.Tests.Checkpoints;

/// <summary>A test that asks PyTorch; it is skipped where the system's Python has none.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> HasTorch = new(() =>
        File.Exists("/usr/bin/python3")
            && Run("-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)").ExitCode == 0);

    public PythonFactAttribute()
    {
        if (!HasTorch.Value)
            Skip = "python3-torch is not installed";
    }

    /// <summary>Runs Python and returns what it wrote.</summary>
    internal static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
