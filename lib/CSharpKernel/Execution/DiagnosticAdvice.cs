namespace CSharpKernel.Execution;

/// <summary>Compiler messages in plain words, with what to do where notebooks have their own traps.</summary>
internal static partial class DiagnosticAdvice
{
    /// <summary>The message; where one type name stands for definitions in two cells, it says which.</summary>
    internal static string Message(Diagnostic error)
    {
        string message = error.GetMessage(CultureInfo.InvariantCulture);
        return Definitions(message) is [var first, .., var second]
            ? $"'{first.Type}' of {first.Cell} is not the '{second.Type}' of {second.Cell}: the type was declared again"
            : message;
    }

    /// <summary>What to do, or null when the message says it all.</summary>
    internal static string? Hint(Diagnostic error)
    {
        string message = error.GetMessage(CultureInfo.InvariantCulture);
        if (Definitions(message) is [var older, _, ..])
            return $"The value was created by an older definition of {older.Type} ({older.Cell}): re-run the cell that creates it.";
        string name = Quoted().Match(message).Groups["name"].Value;
        return error.Id switch
        {
            "CS0103" => $"Nothing is named '{name}' yet: check the spelling, or run the cell that declares it first.",
            "CS0246" => $"The type '{name}' is unknown here: run the cell that declares it, add a using, or reference its library with #r.",
            "CS0234" => "The namespace is unknown: reference its library with #r \"path.dll\" or #r \"nuget: Name, version\".",
            "CS1529" => "Put the using lines at the top of the cell.",
            "CS1002" when UsingVariable().IsMatch(Line(error)) =>
                "A cell's own lines cannot declare a 'using' variable: write it without 'using' and dispose it yourself, or put the lines "
                    + "into { }.",
            "CS1002" => "A ';' is missing. Only the last line of a cell may be without it: then its value is shown.",
            "CS1513" => "A '}' is missing: count the braces from the start of the cell.",
            "CS0128" or "CS0102" or "CS0111" =>
                $"'{name}' is declared twice in this cell. Across cells that is allowed: the newer one is used.",
            "CS8345" => "Top-level variables live as long as the notebook, and a Span cannot: use an array, or put the code into a method.",
            "CS0841" => $"'{name}' is used above the line that declares it.",
            "CS0266" => "Write the conversion out, for example (int)value.",
            "CS0120" => $"'{name}' belongs to the notebook's session: a class cannot see it. Hand it over as an argument.",
            _ => null,
        };
    }

    private static string Line(Diagnostic error) =>
        error.Location.SourceTree is { } tree ? tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString() : "";

    private static (string Type, string Cell)[] Definitions(string message) =>
        [.. Definition().Matches(message).Select(match => (match.Groups["type"].Value, match.Groups["cell"].Value))];

    [GeneratedRegex(@"'(?<type>[^'\[]+) \[(?<cell>.+?)\(\d+\)\]'")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\s*(await\s+)?using\s+(?!static\b)[^=(;]+\s+\w+\s*=")]
    private static partial Regex UsingVariable();

    [GeneratedRegex(@"'(?<name>[^']+)'")]
    private static partial Regex Quoted();
}
