namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Where a formatter writes.</summary>
public sealed class FormatContext(TextWriter writer)
{
    /// <summary>Receives the output.</summary>
    public TextWriter Writer => writer;
}
