using System.Diagnostics;

namespace CSharpKernel.Execution;

/// <summary>The commands that start with <c>#!</c>.</summary>
internal sealed class MagicCommands(SubmissionChain chain, Action<string, CellRun> import, Func<string, string?> documentation)
{
    /// <summary>All commands, what they say of themselves and do; those without an action switch the language, which the reader of the
    /// cell sees to.</summary>
    internal static readonly SortedDictionary<string, (string Says, Action<MagicCommands, string, CellRun>? Run)> All =
        new(StringComparer.Ordinal)
        {
            ["#!about"] = ("what this kernel is", (_, _, _) => Show(KernelInfo.Banner)),
            ["#!csharp"] = ("the lines below are C# again", null),
            ["#!help"] = ("these commands, or the documentation of a name: #!help Math.Sqrt", (magics, of, run) => magics.Help(of, run)),
            ["#!html"] = ("show the lines below as HTML", null),
            ["#!import"] = ("run a file here: #!import file.cs, .csx, .dib or .ipynb", (magics, file, run) => magics.Import(file, run)),
            ["#!js"] = ("run the lines below in the front end", null),
            ["#!lsmagic"] = ("list the magic commands", (_, _, _) => Show(List())),
            ["#!markdown"] = ("show the lines below as Markdown", null),
            ["#!set"] = ("declare a variable: #!set --name x --value 5", (magics, options, run) => magics.Set(options, run)),
            ["#!time"] = ("say how long the cell took", (_, _, run) => Time(run)),
            ["#!who"] = ("the names of the variables", (magics, _, _) => magics.ShowNames()),
            ["#!whos"] = ("the variables with types and values", (magics, _, _) => magics.ShowVariables()),
        };

    /// <exception cref="DirectiveException">The command is unknown or lacks an argument.</exception>
    internal void Execute(string line, CellRun run)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!All.TryGetValue(words[0], out var command) || command.Run is null)
            throw new DirectiveException($"'{words[0]}' is not a command of this kernel; there are: {string.Join(" ", All.Keys)}");
        command.Run(this, words.Length > 1 ? words[1] : "", run);
    }

    private static void Show(string text) => DisplayedValue.Show(text, [PlainTextFormatter.MimeType]);

    private static string List() => string.Join('\n', All.Select(command => $"{command.Key,-12} {command.Value.Says}"));

    private static void Time(CellRun run)
    {
        long started = Stopwatch.GetTimestamp();
        run.Context.AtEnd(() =>
            Show(FormattableString.Invariant($"Wall time: {Stopwatch.GetElapsedTime(started).TotalMilliseconds}ms")));
    }

    private void ShowNames() => Show(string.Join(", ", chain.Variables().Select(variable => variable.Name)));

    private void ShowVariables() => DisplayedValue.Show(
        chain.Variables().Select(v => new { v.Name, Type = ObjectShape.Name(v.Type), Value = PlainText.Of(v.Value) }).ToList(), []);

    private void Import(string file, CellRun run)
    {
        string path = file.Trim('"');
        if (path.Length == 0)
            throw new DirectiveException("the command needs an argument, for example: #!import file.csx");
        import(Path.GetFullPath(path, run.Directory), run);
    }

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
        string text = string.Join(' ', words[(value + 1)..(name > value ? name : words.Length)]).Trim('"');
        // What .NET reads as a number may be none in C#, as NaN, 1e999 or 5.
        bool literal = text is "true" or "false"
            || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
                && !SyntaxFactory.ParseExpression(text).ContainsDiagnostics);
        string code = $"var {words[name + 1]} = {(literal ? text : SymbolDisplay.FormatLiteral(text, quote: true))};";
        run.Execution.Run(chain.Add(code, "#!set", run.Execution.Cancellation), run.Context);
    }
}
