namespace FashionNotebooks.Cli;

/// <summary>Names of a command line that stand for values of an enumeration.</summary>
internal static class Enums
{
    /// <summary>The value of a name that the parser has already accepted; null for none.</summary>
    public static T? Parse<T>(string? name)
        where T : struct, Enum => name is null ? null : Enum.Parse<T>(name, ignoreCase: true);
}
