using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace FashionNotebooks.Cli;

/// <summary>
/// What a command answers: one JSON document on standard output with <c>--json</c>, else text for people. Everything that is not the answer
/// (progress, notes) goes to standard error.
/// </summary>
internal static class Answer
{
    /// <summary>Wide enough that a table in a file or a pipe is never folded.</summary>
    private const int WidthOfFiles = 1000;

    /// <summary>Names as in the documented JSON: snake case, fractions 0 to 1, no NaN.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>A line about the run, not the answer.</summary>
    public static void Note(string text) => Console.Error.WriteLine(Printable(text));

    /// <summary>One line without control characters: names of files may hold any, and a terminal obeys them.</summary>
    public static string Printable(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) && letter != '\t' ? '\uFFFD' : letter));

    /// <summary>A printable line for people that keeps its length: a path that is folded cannot be copied.</summary>
    public static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(Printable(text));

    public static string Percent(double fraction) => $"{100 * fraction:0.0}";

    public static string Percent(Interval interval) => $"{Percent(interval.Low)} – {Percent(interval.High)}";

    public static string Percent(Spread spread) => $"{Percent(spread.Mean)} ± {Percent(spread.Sd)}";

    /// <summary>Standard output, for text.</summary>
    public static IAnsiConsole Terminal()
    {
        bool file = Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = file ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (file)
            console.Profile.Width = WidthOfFiles;
        return console;
    }
}
