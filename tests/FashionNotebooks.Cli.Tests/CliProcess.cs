using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace FashionNotebooks.Cli.Tests;

/// <summary>The command as a process of its own, for signals and for bytes that two processes must agree on.</summary>
internal sealed partial class CliProcess : IDisposable
{
    private const int Interrupt = 2, Termination = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly StringBuilder error = new();
    private readonly Task<string> output;

    private CliProcess(string[] args, string directory = "")
    {
        // A test run in the background hands an ignored SIGINT down to its children.
        var start = new ProcessStartInfo("env")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory
        };
        foreach (string word in (string[])["--default-signal=INT", "dotnet", typeof(FashionApp).Assembly.Location, .. args])
            start.ArgumentList.Add(word);
        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Starts a command line.</summary>
    public static CliProcess Start(params string[] args) => new(args);

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<CliRun> Run(params string[] args)
    {
        using CliProcess process = Start(args);
        return await process.End();
    }

    /// <summary>Runs a command line in a folder to its end.</summary>
    public static async Task<CliRun> RunIn(string directory, params string[] args)
    {
        using var process = new CliProcess(args, directory);
        return await process.End();
    }

    /// <summary>Reads standard error up to a line with a text; false when the process ended before.</summary>
    public async Task<bool> Reads(string text) => (await Line(text)).Length > 0;

    /// <summary>Reads standard error up to a line with a text, and gives the line; an empty one when the process ended before.</summary>
    public async Task<string> Line(string text)
    {
        while (await process.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            error.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }
        return "";
    }

    /// <summary>Types a line.</summary>
    public void Type(string line) => process.StandardInput.WriteLine(line);

    /// <summary>Presses Ctrl-C.</summary>
    public void PressControlC() => Assert.Equal(0, Signal(process.Id, Interrupt));

    /// <summary>Asks the process to end, as a machine does that shuts down.</summary>
    public void Terminate() => Assert.Equal(0, Signal(process.Id, Termination));

    /// <summary>Ends the process with SIGKILL, which no program can catch, and waits until it is gone.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CliRun> End()
    {
        error.Append(await process.StandardError.ReadToEndAsync().WaitAsync(Patience));
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new CliRun(process.ExitCode, await output, error.ToString());
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
