using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CSharpKernel.Execution;

/// <summary>Tells all threads of a cell that the user pressed Stop.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StopSignal
{
    private static volatile bool raised;

    /// <summary>Ends the calling loop when the user pressed Stop. Compiled cells call it.</summary>
    public static void Poll()
    {
        if (raised)
            throw new OperationCanceledException("the cell was interrupted");
    }

    /// <summary>As <see cref="Poll"/>, and refuses to go deeper when the stack is nearly full. Compiled
    /// recursive methods call it.</summary>
    public static void Enter()
    {
        Poll();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InsufficientExecutionStackException("the stack is full: a method calls itself without an end");
    }

    internal static bool IsRaised => raised;

    internal static void Raise() => raised = true;

    internal static void Lower() => raised = false;
}
