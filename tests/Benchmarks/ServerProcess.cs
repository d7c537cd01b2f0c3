using System.Diagnostics;

namespace FashionNotebooks.Benchmarks;

/// <summary>A server in a process of its own, which says on standard error where it listens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(string name, Process process, Uri address)
    {
        (Name, this.process) = (name, process);
        Http = new HttpClient { BaseAddress = address };
    }

    public string Name { get; }

    public HttpClient Http { get; }

    /// <summary>Resident bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> Start(string name, string program, params string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("serving on ", StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync(); // else it would wait once the pipe is full
                return new ServerProcess(name, process, new Uri(line.Split(' ')[2]));
            }
            Console.Error.WriteLine(line);
        }
        throw new InvalidOperationException($"{name} ended before it served");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
