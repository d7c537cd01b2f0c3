using System.Diagnostics;

namespace CSharpKernel.Execution;

/// <summary>The commands that start with <c>#!</c>.</summary>
internal sealed class MagicCommands(SubmissionChain chain, Action<string, CellRun> import, Func<string, string?> documentation)
{
    /// <summary>All commands and what they do; also completion's list.</summary>
    internal static readonly IReadOnlyDictionary<string, string> All = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["#!about"] = "what this kernel is",
        ["#!csharp"] = "the lines below are C# again",
        ["#!help"] = "these commands, or the documentation of a name: #!help Math.Sqrt",
        ["#!html"] = "show the lines below as HTML",
        ["#!import"] = "run a file here: #!import file.cs, .csx, .dib or .ipynb",
        ["#!js"] = "run the lines below in the front end",
        ["#!lsmagic"] = "list the magic commands",
        ["#!markdown"] = "show the lines below as Markdown",
        ["#!set"] = "declare a variable: #!set --name x --value 5",
        ["#!time"] = "say how long the cell took",
        ["#!who"] = "the names of the variables",
        ["#!whos"] = "the variables with types and values",
    };

    /// <exception cref="DirectiveException">The command is unknown or lacks an argument.</exception>
    internal void Execute(string line, CellRun run)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string argument = words.Length > 1 ? words[1] : "";
        switch (words[0])
        {
            case "#!time":
                long started = Stopwatch.GetTimestamp();
                run.Context.AtEnd(() =>
                    Show(FormattableString.Invariant($"Wall time: {Stopwatch.GetElapsedTime(started).TotalMilliseconds}ms")));
                break;
            case "#!who":
                Show(string.Join(", ", chain.Variables().Select(variable => variable.Name)));
                break;
            case "#!whos":
                DisplayedValue.Show(chain.Variables().Select(
                    v => new { v.Name, Type = ObjectShape.Name(v.Type), Value = PlainText.Of(v.Value) }).ToList(), []);
                break;
            case "#!lsmagic":
                Show(List());
                break;
            case "#!about":
                Show(KernelInfo.Banner);
                break;
            case "#!help":
                Help(argument, run);
                break;
            case "#!import":
                import(Path.GetFullPath(Needed(argument.Trim('"'), "#!import file.csx"), run.Directory), run);
                break;
            case "#!set":
                Set(argument, run);
                break;
            default:
                throw new DirectiveException($"'{words[0]}' is not a command of this kernel; there are: {string.Join(" ", All.Keys)}");
        }
    }

    private static void Show(string text) => DisplayedValue.Show(text, [PlainTextFormatter.MimeType]);

    private static string List() => string.Join('\n', All.Select(command => $"{command.Key,-12} {command.Value}"));

    private static string Needed(string argument, string example) =>
        argument.Length > 0 ? argument : throw new DirectiveException($"the command needs an argument, for example: {example}");

    private void Help(string name, CellRun run)
    {
        string text = name.Length == 0
            ? List()
            : documentation(name) ?? throw new DirectiveException($"#!help: nothing is known about '{name}'");
        run.Context.Payload.Add(
            new JsonObject { ["source"] = "page", ["data"] = MimeBundle.Of(text, PlainTextFormatter.MimeType), ["start"] = 0 });
    }

    private void Set(string argument, CellRun run)
    {
        string[] words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int name = Array.IndexOf(words, "--name"), value = Array.IndexOf(words, "--value");
        if (name < 0 || value < 0 || name + 1 >= words.Length || value + 1 >= words.Length)
            throw new DirectiveException("#!set needs a name and a value, for example: #!set --name x --value 5");
        string text = string.Join(' ', words[(value + 1)..]).Trim('"');
        bool literal = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || text is "true" or "false";
        string code = $"var {words[name + 1]} = {(literal ? text : SymbolDisplay.FormatLiteral(text, quote: true))};";
        run.Execution.Run(chain.Add(code, "#!set", run.Execution.Cancellation), run.Context);
    }
}
