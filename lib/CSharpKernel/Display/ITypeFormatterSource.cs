namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Gives the formatters of a type that carries <see cref="TypeFormatterSourceAttribute"/>.</summary>
public interface ITypeFormatterSource
{
    /// <summary>Makes the formatters, one per kind of output.</summary>
    IEnumerable<ITypeFormatter> CreateTypeFormatters();
}
