using System.CommandLine;

namespace FashionNotebooks.Cli;

/// <summary>Where the photos are: <c>--data DIR</c>, else the variable <c>FASHION_DATA</c>.</summary>
internal sealed class DataOption
{
    private readonly Option<string?> data = new("--data")
    {
        HelpName = "DIR",
        Description = "Folder with train/ and validation/, or with class folders (default: the variable FASHION_DATA).",
    };

    public DataOption(Command command) => command.Add(data);

    /// <summary>The folder; null when neither is given.</summary>
    public string? Find(ParseResult line) =>
        line.GetValue(data) ?? (Environment.GetEnvironmentVariable("FASHION_DATA") is { Length: > 0 } folder ? folder : null);

    /// <summary>The folder.</summary>
    /// <exception cref="InputException">Neither is given.</exception>
    public string Require(ParseResult line) =>
        Find(line) ?? throw new InputException("no photos were named; give --data DIR or set FASHION_DATA ('fashion data sample --out DIR' draws some)");
}
