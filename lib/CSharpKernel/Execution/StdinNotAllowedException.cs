namespace CSharpKernel.Execution;

/// <summary>A cell asked for input where nobody can answer.</summary>
public sealed class StdinNotAllowedException : InvalidOperationException
{
    /// <summary>Makes an error without text.</summary>
    public StdinNotAllowedException()
    {
    }

    /// <summary>Makes an error with its line.</summary>
    public StdinNotAllowedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error with its line and the exception behind it.</summary>
    public StdinNotAllowedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
