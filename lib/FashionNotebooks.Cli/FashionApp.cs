namespace FashionNotebooks.Cli;

/// <summary>The <c>fashion</c> command: its tree of commands and what an error looks like.</summary>
public static partial class FashionApp
{
    /// <summary>The exit code after Ctrl-C.</summary>
    internal const int Stopped = 130;

    /// <summary>Runs one command line. Returns 0, 1 for an error that the message explains, 2 for wrong usage, 130 after Ctrl-C.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.SetError(new ErrorWriter(Console.Error));
        ParseResult line = Parse(Root(), args);
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                string message = WholeNumber().Replace(
                    string.Join(' ', error.Message.Split(null as char[], StringSplitOptions.RemoveEmptyEntries)), "as a whole number");
                Console.Error.WriteLine($"fashion: {WithoutPassword(message)}");
            }
            Console.Error.WriteLine($"fashion: see 'fashion {Path(line)}--help'");
            return 2;
        }
        using var stop = new StopSignal();
        try
        {
            // The commands map errors to exit codes themselves, and stop when they may: the parser must neither print a stack trace nor end
            // the process.
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await line.InvokeAsync(invocation, stop.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("fashion: stopped");
            return Stopped;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(WithoutPassword(args.Contains("--verbose") ? $"fashion: {e}" : $"fashion: {OneLine(e)}"));
            return 1;
        }
    }

    /// <summary>Takes a line as it was typed: a word that begins with @ names no file of more words.</summary>
    internal static ParseResult Parse(Command root, IReadOnlyList<string> args) =>
        root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    internal static RootCommand Root()
    {
        var root = new RootCommand("Fashion classification, triplet training and visual search in C#.");
        root.Add(CourseCommand.Create());
        root.Add(Group("data", "Draw, fetch and inspect photos.", DataCommands.Sample(), DataCommands.Quiz(), DataCommands.Download(),
            DataInspectCommand.Create()));
        root.Add(Group("train", "Train a classifier or an encoder.", TrainCommands.Classifier(), TrainCommands.Siamese(),
            TrainCommands.FineGrained()));
        root.Add(CrossValidateCommand.Create());
        root.Add(Group("evaluate", "Measure a classifier, a search or the comparison of pairs.",
            EvaluateCommands.Classifier(), EvaluateCommands.Search(), EvaluateCommands.Pairs()));
        root.Add(PredictCommand.Create());
        root.Add(EmbedCommand.Create());
        root.Add(CompareCommand.Create());
        root.Add(DuplicatesCommand.Create());
        root.Add(Group("index", "Build an index, look at it, measure the kinds, write it for FAISS, keep it in a database.",
            IndexCommands.Build(), IndexCommands.Info(), IndexBenchCommand.Create(), IndexCommands.Export(), IndexCommands.Push(),
            IndexCommands.Pull()));
        root.Add(SearchCommand.Create());
        root.Add(ServeCommand.Create());
        root.Add(Group("export", "Write models for other programs.", ExportOnnxCommand.Create()));
        root.Add(Group("weights", "Fetch trained weights.", WeightsGetCommand.Create(), WeightsDownloadCommand.Create()));
        root.Add(Group("kernel", "Tell Jupyter about the C# kernel.", KernelCommands.Install()));
        root.Add(Group("notebooks", "Run notebooks without a front end.", KernelCommands.RunNotebooks()));
        root.Add(ReproduceCommand.Create());
        root.Add(ResultsCommand.Create());
        root.Add(DoctorCommand.Create());
        root.Add(new Option<bool>("--verbose") { Description = "Show the whole error, with its stack trace.", Recursive = true });
        return root;
    }

    private static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (Command command in commands)
            group.Add(command);
        return group;
    }

    // Paths in a message may hold line breaks.
    private static string OneLine(Exception e)
    {
        if (e is TypeInitializationException or DllNotFoundException)
            return $"a library cannot be loaded: {e.GetBaseException().Message.Split('\n')[0].TrimEnd()} ('fashion doctor' says what this "
                + "system lacks)";
        if (e is InputException { InnerException: DllNotFoundException or BadImageFormatException })
            return $"{e.Message} ('fashion doctor' says what this system lacks)";
        return Answer.Printable(e.Message)
            + (e is InputException ? "" : $" ({e.GetType().Name}; run again with --verbose for details)");
    }

    // Where a file is wanted, a database's address may be repeated as a file that is not there.
    private static string WithoutPassword(string text) => UserOfAddress().Replace(text, "$1…@");

    [GeneratedRegex(@"as expected type 'System\.(Nullable`1\[System\.)?Int(32|64)\]?'", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"(postgres(?:ql)?:/+)[^\s'""]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserOfAddress();

    private static string Path(ParseResult line)
    {
        var names = new List<string>();
        for (var command = line.CommandResult; command.Parent is System.CommandLine.Parsing.CommandResult parent; command = parent)
            names.Insert(0, command.Command.Name);
        return names.Count == 0 ? "" : string.Join(' ', names) + " ";
    }
}
