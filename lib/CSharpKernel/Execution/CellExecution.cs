namespace CSharpKernel.Execution;

/// <summary>One run of a cell: it can be interrupted from another thread while it compiles, runs or waits.</summary>
internal sealed class CellExecution
{
    private readonly CancellationTokenSource cancellation = new();
    private volatile CellThread? current;
    private CellContext? running;

    internal CancellationToken Cancellation => cancellation.Token;

    /// <summary>Runs compiled code on a thread that can be stopped.</summary>
    /// <exception cref="OperationCanceledException">The user pressed Stop.</exception>
    internal object? Run(Submission submission, CellContext context)
    {
        cancellation.Token.ThrowIfCancellationRequested();
        var thread = new CellThread(cancellation);
        running = context;
        current = thread;
        return thread.Run(submission.Start, context);
    }

    /// <summary>Stops the cell. Returns at once.</summary>
    internal void Interrupt()
    {
        StopSignal.Raise();
        if (current is { } thread)
            thread.Interrupt(running!);
        else
            ThreadPool.QueueUserWorkItem(_ => cancellation.Cancel());
    }


}
