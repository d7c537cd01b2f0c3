namespace FashionNotebooks.Photos.Folders;

/// <summary>A file that was left out, and why.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Reason">A few words without a full stop.</param>
public sealed record FileProblem(string Path, string Reason)
{
    /// <summary>One line for a report.</summary>
    public override string ToString() => $"{Path}: {Reason}";
}
