using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Cli;

/// <summary>A command: its options are declared once, in the order of its help, and read by its action
/// from an <see cref="Invocation"/>.</summary>
internal sealed partial class CliCommand(string name, string description) : Command(name, description)
{
    public const int MostThreadsPerCore = 4;

    private readonly List<Symbol> written = [];

    /// <summary>Options and arguments that name a file to write.</summary>
    public IReadOnlyList<Symbol> Written => written;

    public Option<string>? Device { get; private set; }

    public Option<int>? Threads { get; private set; }

    public Option<long> Seed { get; } = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of everything random; same seed, machine and threads give the same bytes.",
        DefaultValueFactory = _ => 42,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Answer with one JSON document on standard output." };

    public Option<string?> Data { get; } = new("--data")
    {
        HelpName = "DIR",
        Description = "Folder with train/ and validation/, or with class folders (default: the variable FASHION_DATA).",
    };

    /// <summary>An action that computes: it may choose device, threads and seed. The engine starts
    /// before it unless it may do without.</summary>
    public CliCommand Computes(Action<Invocation> action, bool engine = true, bool json = true)
    {
        Device = FirstOf("--device", "Where to compute: auto, cpu or cuda.", "auto", "cpu", "cuda");
        Threads = ThreadCount("Threads to compute with (default: one per core).", Environment.ProcessorCount);
        Add(Seed);
        return json ? Answers(Started) : Runs(Started);

        void Started(Invocation line)
        {
            if (engine)
                line.StartEngine();
            action(line);
        }
    }

    /// <summary>An action with an answer that may be asked for as JSON.</summary>
    public CliCommand Answers(Action<Invocation> action)
    {
        Add(Json);
        return Runs(action);
    }

    public CliCommand Runs(Action<Invocation> action)
    {
        SetAction((line, cancellation) =>
        {
            using var invocation = new Invocation(this, line, cancellation);
            foreach (Symbol symbol in written)
                invocation.RequirePlace(symbol);
            action(invocation);
            return Task.FromResult(invocation.ExitCode);
        });
        return this;
    }

    /// <summary>Photos of <c>--data</c>, here in the help.</summary>
    public void TakesData() => Text(Data, output: false);

    /// <param name="description">Its line in the help.</param>
    /// <param name="output">Whether a file is written there: the place is tried before the work, and is nothing that is read.</param>
    public Argument<string> Argument(string name, string description, bool output = false) =>
        Text(new Argument<string>(name) { Description = description }, output);

    /// <summary>An argument that may be left out.</summary>
    public Argument<string?> OptionalArgument(string name, string description) =>
        Text(new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne }, output: false);

    /// <summary>An argument that may be there any number of times.</summary>
    public Argument<string[]> OptionalArguments(string name, string description) =>
        Text(new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.ZeroOrMore }, output: false);

    public Option<string> Required(string name, string value, string description, bool output = false) =>
        Text(new Option<string>(name) { HelpName = value, Description = description, Required = true }, output);

    public Option<string?> Optional(string name, string? value, string description, bool output = false) =>
        Text(new Option<string?>(name) { HelpName = value, Description = description }, output);

    public Option<string> WithDefault(string name, string value, string description, string standard) =>
        Text(new Option<string>(name) { HelpName = value, Description = description, DefaultValueFactory = _ => standard }, output: false);

    /// <summary>One of some words.</summary>
    public Option<string?> Choice(string name, string description, params IEnumerable<string> words)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong([.. words]);
        return Added(option);
    }

    /// <summary>One of some words; the first where none is given.</summary>
    public Option<string> FirstOf(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return Added(option);
    }

    /// <summary><c>--by</c>: what counts when photos are compared; null when the line does not say.</summary>
    /// <param name="more">What the help adds.</param>
    public Option<Likeness?> By(string more = "") => Added(new Option<Likeness?>("--by")
    {
        HelpName = "ASPECT",
        Description = "What counts: class, look (cut, cloth and print), colour, pattern, mix, "
            + $"or mix:A,B,C,D with the weights of class, look, colour and pattern{more}.",
        CustomParser = result =>
        {
            try
            {
                return Likeness.Parse(result.Tokens[0].Value);
            }
            catch (InputException e)
            {
                result.AddError(e.Message);
                return null;
            }
        },
    });

    public Option<bool> Switch(string name, string description) => Added(new Option<bool>(name) { Description = description });

    /// <summary>A whole number from 1.</summary>
    public Option<int> Count(string name, string description, int standard) =>
        Added(new Option<int>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => standard }, AtLeast(1));

    /// <summary>Above 0, and not so large that float32 overflows.</summary>
    public Option<double?> Positive(string name, string description) => Number(name, "X", description, double.Epsilon, 1000);

    public Option<int?> OptionalCount(string name, string description, int least = 1, string value = "N") =>
        Added(new Option<int?>(name) { HelpName = value, Description = description }, AtLeast(least));

    /// <summary>A whole number that the command judges itself.</summary>
    public Option<T> Whole<T>(string name, string description, T standard) =>
        Added(new Option<T>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => standard });

    /// <summary>How many threads; so many that the machine would no longer hear a signal are refused.</summary>
    public Option<int> ThreadCount(string description, int standard)
    {
        int most = MostThreadsPerCore * Environment.ProcessorCount;
        var option = new Option<int>("--threads") { HelpName = "N", Description = description, DefaultValueFactory = _ => standard };
        return Added(option, AtLeast(1), result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) && value > most)
                result.AddError($"{value} threads are too many for {Environment.ProcessorCount} core(s); --threads takes at most {most}.");
        });
    }

    public Option<double?> Number(
        string name, string value, string description, double least = double.NegativeInfinity, double most = double.MaxValue) =>
        Added(new Option<double?>(name)
        {
            HelpName = value,
            Description = description,
            CustomParser = result => Parse(result, name, result.Tokens[0].Value, least, most),
        });

    /// <summary>Words with commas between them; null where none are given. A word that has a comma stands in double quotes.</summary>
    /// <param name="name">The option; it may be repeated.</param>
    /// <param name="value">What the help calls the words.</param>
    /// <param name="known">The words that are taken; none means any.</param>
    public Option<string[]?> List(string name, string value, string description, params IReadOnlyList<string> known)
    {
        var option = new Option<string[]?>(name)
        {
            HelpName = value,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => [.. Words(result)],
        };
        return Added(option, result =>
        {
            foreach (string word in known.Count == 0 ? [] : Words(result).Except(known))
                result.AddError($"'{word}' cannot be a value of {name}; choose from {string.Join(", ", known)}.");
        });
    }

    /// <summary>Refuses a line that does not fit together.</summary>
    public void Refuse(Func<CommandResult, bool> wrong, string why) => Validators.Add(line =>
    {
        try
        {
            if (wrong(line))
                line.AddError(why);
        }
        catch (InvalidOperationException)
        {
            // An option that cannot be read, as one that is given twice, has an error of its own.
        }
    });

    public T Added<T>(T option, params IEnumerable<Action<OptionResult>> checks)
        where T : Option
    {
        foreach (Action<OptionResult> check in checks)
            option.Validators.Add(check);
        Add(option);
        return option;
    }

    // As C# and JSON write numbers. A separator is never passed over: 0,01 is no 1.
    private static double Parse(ArgumentResult result, string name, string text, double least, double most)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            && value >= least && value <= most)
            return value;
        string range = double.IsFinite(least) ? least > 0 ? " above 0" : $" from {least}" : "";
        range += most < double.MaxValue ? $" up to {most}" : "";
        result.AddError($"'{text}' is not a number{range} for {name}; write it as in 0.01.");
        return 0;
    }

    private static Action<OptionResult> AtLeast(int least) => result =>
    {
        foreach (Token token in result.Tokens)
        {
            if (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) || value < least)
                result.AddError($"'{token.Value}' is not a {(least == 1 ? "positive " : "")}whole number{(least == 0 ? " from 0" : "")} "
                    + $"for {result.Option.Name}.");
        }
    };

    private static IEnumerable<string> Words(SymbolResult result) => result.Tokens.SelectMany(token => Word().Matches(token.Value))
        .Select(word => word.Groups["quoted"] is { Success: true } quoted ? quoted.Value.Replace("\"\"", "\"") : word.Value.Trim())
        .Where(word => word.Length > 0);

    private Option<T> Text<T>(Option<T> option, bool output)
    {
        if (output)
            written.Add(option);
        return Added(option, result =>
        {
            if (IsEmpty(result))
                result.AddError(Empty(option.Name));
        });
    }

    private Argument<T> Text<T>(Argument<T> argument, bool output)
    {
        if (output)
            written.Add(argument);
        Add(argument);
        // A check of the argument's own is passed over once a check of the command has read it.
        Validators.Add(line =>
        {
            if (line.GetResult(argument) is not { } result)
                return;
            if (IsEmpty(result))
                line.AddError(Empty(argument.Name));
            // What the parser knows as no option, it takes for the argument.
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
                line.AddError($"There is no option '{unknown.Value}' here; a file of that name is written './{unknown.Value}'.");
        });
        return argument;
    }

    private static string Empty(string name) => $"The value of {name} is empty.";

    private static bool IsEmpty(SymbolResult result) => result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value));

    [GeneratedRegex("""(?<=^|,)\s*(?:"(?<quoted>(?:[^"]|"")*)"\s*(?=,|$)|[^,]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
