using System.CommandLine;

namespace FashionNotebooks.Cli;

/// <summary>Options whose argument is a list with commas.</summary>
internal static class ListOption
{
    public static Option<string[]> Create(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result => result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };
}
