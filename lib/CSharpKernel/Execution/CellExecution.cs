namespace CSharpKernel.Execution;

/// <summary>One run of a cell: it can be interrupted from another thread while it compiles, runs or waits.</summary>
internal sealed class CellExecution
{
    private readonly CancellationTokenSource cancellation = new();

    // A stop that comes while a thread starts must reach that thread or keep it from starting.
    private readonly Lock gate = new();
    private CellThread? current;
    private CellContext? running;
    private bool stopped;

    internal CancellationToken Cancellation => cancellation.Token;

    /// <summary>Runs compiled code on a thread that can be stopped.</summary>
    /// <exception cref="OperationCanceledException">The user pressed Stop.</exception>
    internal object? Run(Submission submission, CellContext context)
    {
        var thread = new CellThread(cancellation);
        lock (gate)
        {
            if (stopped)
                throw new OperationCanceledException("the cell was interrupted");
            thread.Start(submission.Start, context);
            (current, running) = (thread, context);
        }
        return thread.Result();
    }

    /// <summary>Stops the cell. Returns at once.</summary>
    internal void Interrupt()
    {
        StopSignal.Raise();
        lock (gate)
        {
            stopped = true;
            if (current is { } thread)
                thread.Interrupt(running!);
            else
                ThreadPool.QueueUserWorkItem(_ => cancellation.Cancel());
        }
    }
}

/// <summary>A cell that is running.</summary>
/// <param name="Execution">Runs and stops its code.</param>
/// <param name="Context">Takes its output.</param>
/// <param name="Directory">Where relative paths of its directives start.</param>
internal sealed record CellRun(CellExecution Execution, CellContext Context, string Directory);
