namespace FashionNotebooks.Cli;

/// <summary>Lines for people that keep their length: a path that is folded cannot be copied.</summary>
internal static class ConsoleLines
{
    public static void Line(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
