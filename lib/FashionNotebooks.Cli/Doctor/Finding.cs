namespace FashionNotebooks.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">Whether the course can live with it.</param>
/// <param name="Says">What is there, in plain words.</param>
/// <param name="Cure">What to do about it; null when nothing needs doing.</param>
internal sealed record Finding(string Name, State State, string Says, string? Cure = null)
{
    public static Finding Good(string name, string says) => new(name, State.Good, says);

    /// <summary>The course runs, something else does not or less well.</summary>
    public static Finding Note(string name, string says, string cure) => new(name, State.Note, says, cure);

    /// <summary>The course cannot run.</summary>
    public static Finding Bad(string name, string says, string cure) => new(name, State.Bad, says, cure);
}

internal enum State
{
    Good,
    Note,
    Bad,
}
