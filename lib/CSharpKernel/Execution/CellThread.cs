using System.Runtime;
using System.Runtime.ExceptionServices;

namespace CSharpKernel.Execution;

/// <summary>
/// Runs one cell on a thread of its own, so that it can be stopped whatever it does: the token ends awaits, the abort ends loops, and
/// Thread.Interrupt ends waits. Native calls end when they return.
/// </summary>
internal sealed class CellThread(CancellationTokenSource cancellation)
{
    private const int StackBytes = 16 << 20;

    private Thread? thread;
    private ExceptionDispatchInfo? failure;
    private object? value;

    /// <summary>Blocks until the cell has ended; returns its value.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    internal object? Run(Func<Task<object?>> start, CellContext context)
    {
        thread = new Thread(() => Guarded(start, context), StackBytes) { IsBackground = true, Name = "cell" };
        thread.Start();
        thread.Join();
        if (cancellation.IsCancellationRequested)
            throw new OperationCanceledException("the cell was interrupted", failure?.SourceException, cancellation.Token);
        failure?.Throw();
        return value;
    }

    /// <summary>Asks the cell to stop and insists until it has. Returns at once.</summary>
    internal void Interrupt()
    {
        // Cancel blocks until the abort has landed, and an abort does not wake a sleeping thread: hence two threads.
        new Thread(cancellation.Cancel) { IsBackground = true, Name = "interrupt" }.Start();
        new Thread(Insist) { IsBackground = true, Name = "interrupt waits" }.Start();
    }

    private void Insist()
    {
        const int firstMilliseconds = 150, nextMilliseconds = 100, hintAfter = 50;
        if (thread is not { } cell || cell.Join(firstMilliseconds))
            return;
        for (int i = 1; !cell.Join(nextMilliseconds); i++)
        {
            if (i != hintAfter)
                cell.Interrupt();
            else
                CellContext.Current.Write("stderr", "The cell does not stop: it is inside native code or catches the interrupt. Restart the kernel if it goes on.\n");
        }
    }

    private void Guarded(Func<Task<object?>> start, CellContext context)
    {
        context.Enter();
        try
        {
#pragma warning disable SYSLIB0046 // The one supported way to stop a thread that does not cooperate.
            ControlledExecution.Run(() => Body(start), cancellation.Token);
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
            task.Wait(cancellation.Token);
            value = task.Result;
        }
        catch (AggregateException e) when (e.InnerException is { } inner)
        {
            failure = ExceptionDispatchInfo.Capture(inner);
        }
    }
}
