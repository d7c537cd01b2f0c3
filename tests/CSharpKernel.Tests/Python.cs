using System.Diagnostics;

namespace CSharpKernel.Tests;

/// <summary>Debian's Python, which has the Jupyter packages; another one first on the path may not.</summary>
internal static class Python
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>Null when the packages are there, else why a test must be skipped.</summary>
    internal static readonly string? Missing = Probe();

    internal static (int ExitCode, string Output) Run(
        string folder, TimeSpan limit, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"python {string.Join(' ', arguments)} did not end in {limit}");
        }
        return (process.ExitCode, output.Result + errors.Result);
    }

    private static string? Probe()
    {
        if (!File.Exists(Interpreter))
            return $"{Interpreter} is not installed";
        (int code, string output) = Run(Path.GetTempPath(), TimeSpan.FromSeconds(30), new Dictionary<string, string>(), "-c",
            "import jupyter_kernel_test, nbclient, nbformat");
        return code == 0
            ? null
            : $"apt-get install python3-jupyter-kernel-test python3-nbclient python3-ipykernel: {output.Trim().Split('\n')[^1]}";
    }
}
