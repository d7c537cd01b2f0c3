using System.Runtime;
using System.Runtime.ExceptionServices;

namespace CSharpKernel.Execution;

/// <summary>
/// Runs one cell on a thread of its own and stops it step by step: polls and the token at once, Thread.Interrupt for waits,
/// an abort as the last resort. Native calls end when they return.
/// </summary>
internal sealed class CellThread(CancellationTokenSource cancellation)
{
    private const int StackBytes = 8 << 20;

    private readonly CancellationTokenSource abort = new();
    private Thread? thread;
    private ExceptionDispatchInfo? failure;
    private object? value;

    /// <summary>Starts the cell. Returns at once.</summary>
    internal void Start(Func<Task<object?>> start, CellContext context)
    {
        thread = new Thread(() => Guarded(start, context), StackBytes) { IsBackground = true, Name = "cell" };
        thread.Start();
    }

    /// <summary>Blocks until the cell has ended; returns its value.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    internal object? Result()
    {
        thread!.Join();
        // A poll on another thread may have ended the cell before the token was cancelled.
        if (cancellation.IsCancellationRequested || StopSignal.IsRaised)
            throw new OperationCanceledException("the cell was interrupted", failure?.SourceException, cancellation.Token);
        failure?.Throw();
        return value;
    }

    /// <summary>Asks the cell to stop and insists until it has. Returns at once.</summary>
    internal void Interrupt(CellContext context) => new Thread(() => Insist(context)) { IsBackground = true, Name = "interrupt" }.Start();

    private void Insist(CellContext context)
    {
        const int waitMilliseconds = 150, stepMilliseconds = 100, abortStep = 5, hintStep = 50;
        new Thread(cancellation.Cancel) { IsBackground = true, Name = "cancel" }.Start();
        if (thread is not { } cell || cell.Join(waitMilliseconds))
            return;
        for (int step = 1; !cell.Join(stepMilliseconds); step++)
        {
            cell.Interrupt();
            // Cancel blocks until the abort has landed: on a thread of its own. An abort can take the process down with some code, so it comes late.
            if (step == abortStep)
                new Thread(abort.Cancel) { IsBackground = true, Name = "abort" }.Start();
            if (step == hintStep)
                context.Hint("The cell does not stop: it is inside native code or catches the interrupt. Restart the kernel if it goes on.");
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
