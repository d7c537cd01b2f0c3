using System.Runtime;
using System.Runtime.ExceptionServices;

namespace CSharpKernel.Execution;

/// <summary>
/// One run of a cell, which can be interrupted while it compiles, runs or waits. Its code runs on a thread of its own, which is stopped
/// step by step: polls and the token at once, Thread.Interrupt for waits, an abort as the last resort. Native calls end when they return.
/// </summary>
internal sealed class CellExecution
{
    private const int StackBytes = 8 << 20;

    private readonly CancellationTokenSource cancellation = new(), abort = new();

    // A stop that comes while a thread starts must reach that thread or keep it from starting.
    private readonly Lock gate = new();
    private Thread? thread;
    private CellContext? running;
    private bool stopped;
    private ExceptionDispatchInfo? failure;
    private object? value;

    internal CancellationToken Cancellation => cancellation.Token;

    /// <summary>Runs compiled code to its end and returns its value.</summary>
    /// <exception cref="OperationCanceledException">The user pressed Stop.</exception>
    internal object? Run(Submission submission, CellContext context)
    {
        lock (gate)
        {
            if (stopped)
                throw new OperationCanceledException("the cell was interrupted");
            (running, failure, value) = (context, null, null);
            thread = new Thread(() => Guarded(submission.Start, context), StackBytes) { IsBackground = true, Name = "cell" };
            thread.Start();
        }
        thread.Join();
        // A poll on another thread may have ended the cell before the token was cancelled.
        if (cancellation.IsCancellationRequested || StopSignal.IsRaised)
            throw new OperationCanceledException("the cell was interrupted", failure?.SourceException, cancellation.Token);
        failure?.Throw();
        return value;
    }

    /// <summary>Stops the cell. Returns at once.</summary>
    internal void Interrupt()
    {
        StopSignal.Raise();
        lock (gate)
        {
            stopped = true;
            // Cancelling runs what has registered, and an abort returns only when it has landed: on threads of their own.
            InBackground(cancellation.Cancel);
            if (thread is { } cell)
                InBackground(() => Insist(cell, running!));
        }
    }

    private static void InBackground(Action action) => new Thread(() => action()) { IsBackground = true, Name = "interrupt" }.Start();

    private void Insist(Thread cell, CellContext context)
    {
        const int waitMilliseconds = 150, stepMilliseconds = 100, abortStep = 5, hintStep = 50;
        if (cell.Join(waitMilliseconds))
            return;
        for (int step = 1; !cell.Join(stepMilliseconds); step++)
        {
            cell.Interrupt();
            if (step == abortStep) // late, because an abort can take the process down with some code
                InBackground(abort.Cancel);
            if (step == hintStep)
                context.Hint(
                    "The cell does not stop: it is inside native code or catches the interrupt. Restart the kernel if it goes on.");
        }
    }

    private void Guarded(Func<Task<object?>> start, CellContext context)
    {
        context.Enter();
        try
        {
#pragma warning disable SYSLIB0046 // The one supported way to stop a thread that does not cooperate.
            ControlledExecution.Run(() => Body(start), abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception e)
        {
            failure ??= ExceptionDispatchInfo.Capture(e);
        }
    }

    private void Body(Func<Task<object?>> start)
    {
        try
        {
            Task<object?> task = start();
            // WaitAny neither throws nor wraps what the cell threw; the awaiter then throws it as it was.
            Task.WaitAny([task], cancellation.Token);
            value = task.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not ThreadInterruptedException)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}

/// <param name="Execution">Runs and stops its code.</param>
/// <param name="Context">Takes its output.</param>
/// <param name="Directory">Where relative paths of its directives start.</param>
internal sealed record CellRun(CellExecution Execution, CellContext Context, string Directory);
