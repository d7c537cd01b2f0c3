namespace FashionNotebooks;

/// <summary>
/// Something the user gave cannot be used. The message is one line: what was wrong, where, and what to do. The command line prints it and
/// exits with 1; every other exception is a defect.
/// </summary>
public class InputException : Exception
{
    /// <summary>Makes an error without text.</summary>
    public InputException()
    {
    }

    /// <summary>Makes an error with the line to show.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an error with the line to show and the exception behind it.</summary>
    public InputException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
