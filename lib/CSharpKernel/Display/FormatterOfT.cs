namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Settings for one type.</summary>
public static class Formatter<T>
{
    /// <summary>How many items of a sequence of <typeparamref name="T"/> are written; unset means <see cref="Formatter.ListExpansionLimit"/>.</summary>
    public static int ListExpansionLimit
    {
        get => Formatter.LimitFor(typeof(T));
        set => Formatter.SetLimit(typeof(T), value);
    }
}
