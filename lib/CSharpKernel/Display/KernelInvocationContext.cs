using CSharpKernel.Execution;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, by the name that notebooks for .NET Interactive know.</summary>
public sealed class KernelInvocationContext
{
    private KernelInvocationContext()
    {
    }

    /// <summary>The cell that this code belongs to.</summary>
    public static KernelInvocationContext Current { get; } = new();

    /// <summary>Cancelled when the user presses Stop.</summary>
    public CancellationToken CancellationToken => CellContext.Current.Cancellation;

    /// <summary>Shows a value.</summary>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows text of a given kind.</summary>
    public DisplayedValue DisplayAs(string value, string mimeType, params string[] additionalMimeTypes) => value.DisplayAs(mimeType, additionalMimeTypes);
}
