using System.Diagnostics;

namespace CSharpKernel.Notebooks;

/// <summary>A kernel in a process of its own, reached over sockets in a temporary folder.</summary>
internal sealed class KernelProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60), StopLimit = TimeSpan.FromSeconds(3);

    private readonly string folder = Directory.CreateTempSubdirectory("csharp-kernel-").FullName;
    private readonly ConcurrentQueue<string> said = new();

    /// <param name="workingDirectory">Where relative paths of the notebook start.</param>
    /// <param name="environment">Variables set on top of this process's.</param>
    /// <param name="cancellation">Ends the wait for its first answer.</param>
    /// <exception cref="TimeoutException">The kernel did not answer.</exception>
    internal KernelProcess(
        KernelSpec kernel, string workingDirectory, IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation = default)
    {
        string file = Path.Combine(folder, "connection.json");
        Connection.Write(file);
        var start = new ProcessStartInfo("dotnet", kernel.Arguments.Select(word => word == KernelSpec.ConnectionFile ? file : word))
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        // What the caller's shell says about threads and memory stays.
        foreach ((string name, string value) in KernelSpec.Variables)
            start.Environment.TryAdd(name, value);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        Process = Process.Start(start)!;
        Process.ErrorDataReceived += (_, e) => Note(e.Data);
        Process.OutputDataReceived += (_, e) => Note(e.Data);
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
        Client = new KernelClient(Connection);
        try
        {
            Client.WaitUntilReady(StartLimit, () => !Process.HasExited && !cancellation.IsCancellationRequested);
        }
        catch (TimeoutException e)
        {
            Dispose();
            throw new TimeoutException($"{e.Message} {FirstWords}".Trim(), e);
        }
    }

    internal ConnectionFile Connection { get; } = ConnectionFile.OnFreePorts();

    internal Process Process { get; }

    internal KernelClient Client { get; }

    /// <summary>The first lines that the process wrote about its own troubles.</summary>
    internal string FirstWords => string.Join(' ', said);

    public void Dispose()
    {
        if (!Process.HasExited)
            Client.SendControl("shutdown_request", new() { ["restart"] = false });
        if (!Process.WaitForExit(StopLimit))
            Process.Kill(entireProcessTree: true);
        Client.Dispose();
        Process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Note(string? line)
    {
        const int mostLines = 3;
        if (!string.IsNullOrEmpty(line) && said.Count < mostLines)
            said.Enqueue(line);
    }
}
