using System.Runtime.InteropServices;

namespace FashionNotebooks.Cli;

/// <summary>
/// Ctrl-C (or SIGTERM) as a token. The first asks the command to stop by itself, and ends the process if it has not done so soon: whatever
/// it waits for, as a pipe that nobody writes to. The second ends the process at once.
/// </summary>
internal sealed partial class StopSignal : IDisposable
{
    /// <summary>How long a command may take to stop by itself.</summary>
    public static TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private Timer? last;

    public StopSignal() =>
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
            registration.Dispose();
        last?.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        last ??= new Timer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
        source.Cancel();
    }

    // Without the usual end of a process, which waits for other threads and for what native libraries clean up.
    private static void End()
    {
        Console.Error.WriteLine("fashion: stopped");
        if (OperatingSystem.IsWindows())
            Environment.Exit(FashionApp.Stopped);
        Exit(FashionApp.Stopped);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
