namespace CSharpKernel.Execution;

/// <summary>The name of a stack frame as the author of the code would say it, without the names that the compiler made up.</summary>
internal static partial class FrameName
{
    internal static string Of(MethodBase method)
    {
        Type? type = method.DeclaringType;
        string name = method.Name;
        // An async method or iterator is a nested class "<Name>d__3" with a method MoveNext; a lambda is "<Name>b__0_1", a local function
        // "<Name>g__Local|0_1".
        if (name == "MoveNext" && type is not null && Made().Match(type.Name) is { Success: true })
        {
            name = type.Name;
            type = type.DeclaringType;
        }
        Match made = Made().Match(name);
        if (made.Success)
            name = made.Groups["local"].Success ? made.Groups["local"].Value
                : made.Groups["kind"].Value == "b" ? "lambda"
                : made.Groups["name"].Value;
        while (type is not null && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        if (name.Contains("<Initialize>", StringComparison.Ordinal) || name == "<Factory>")
            return "the cell";
        bool inCell = type is null || type.Name.StartsWith("Submission_", StringComparison.Ordinal);
        string parameters = string.Join(", ", method.GetParameters().Select(parameter => ObjectShape.Name(parameter.ParameterType)));
        return $"{(inCell ? "" : ObjectShape.Name(type!) + ".")}{name}({parameters})";
    }

    [GeneratedRegex(@"^<(?<name>.+)>(?<kind>[bdg])__(?:(?<local>\w+)\|)?")]
    private static partial Regex Made();
}
