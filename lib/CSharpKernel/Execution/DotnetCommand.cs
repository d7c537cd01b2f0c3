using System.Diagnostics;

namespace CSharpKernel.Execution;

/// <summary>Runs the SDK's <c>dotnet</c>, never longer than a limit.</summary>
internal static class DotnetCommand
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="limit">Then it is ended.</param>
    /// <param name="progress">Gets each line that it writes.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Null for success, else why not, in one line.</returns>
    internal static string? Run(
        IEnumerable<string> arguments, string folder, TimeSpan limit, Action<string> progress, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process process = Process.Start(start)!;
        string? error = null, last = null;
        void Line(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            last = line.Trim();
            error = last.Contains("error", StringComparison.OrdinalIgnoreCase) ? last : error;
            progress(last);
        }
        process.OutputDataReceived += (_, e) => Line(e.Data);
        process.ErrorDataReceived += (_, e) => Line(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(timer.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            return $"it took longer than {limit.TotalSeconds} s and was ended; is there a network?";
        }
        return process.ExitCode == 0 ? null : error ?? last ?? "it does not say why";
    }
}
