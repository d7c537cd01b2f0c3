using FashionNotebooks.Engine;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Cli;

/// <summary>One run of a command: what its line says, where its answer and its progress go, and what ends it.</summary>
internal sealed class Invocation(CliCommand command, ParseResult line, CancellationToken cancellation) : IDisposable
{
    private const int ProblemsShown = 10;

    public CancellationToken Cancellation => cancellation;

    public ProgressLine Progress { get; } = new();

    public int ExitCode { get; set; }

    public int Threads => line.GetValue(command.Threads!);

    public long Seed => line.GetValue(command.Seed);

    /// <summary>The photos that <c>--data</c> or the variable names; null when neither does.</summary>
    public string? DataOrNull =>
        line.GetValue(command.Data) ?? (Environment.GetEnvironmentVariable("FASHION_DATA") is { Length: > 0 } folder ? folder : null);

    public string Data => DataOrNull
        ?? throw new InputException(
            "no photos were named; give --data DIR or set FASHION_DATA ('fashion data sample --out DIR' draws some)");

    public T Get<T>(Option<T> option) => line.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => line.GetValue(argument)!;

    /// <summary>The words of a list; null when it is not given.</summary>
    public string[]? Get(Option<string[]?> option) => line.GetResult(option) is null ? null : line.GetValue(option);

    /// <summary>The value that a word stands for; null without a word.</summary>
    public T? Get<T>(Option<string?> option)
        where T : struct, Enum => line.GetValue(option) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    public static T Wait<T>(Task<T> work) => work.GetAwaiter().GetResult();

    /// <summary>Sets threads, random numbers and device; must come before anything is computed.</summary>
    public void StartEngine()
    {
        TorchEngine.Start(Threads, Seed);
        ComputeDevice.Use(line.GetValue(command.Device!)!);
    }

    public void Answer<T>(T document, Action<IAnsiConsole> forPeople)
    {
        Progress.Dispose();
        try
        {
            if (line.GetValue(command.Json))
                Console.Out.WriteLine(JsonSerializer.Serialize(document, Cli.Answer.JsonOptions));
            else
                forPeople(Cli.Answer.Terminal());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the answer cannot be written to standard output: {e.Message.TrimEnd('.')}; the work is done", e);
        }
    }

    /// <summary>Photos with labels: every image when the folder holds class folders, else the split.</summary>
    public PhotoSet Load(string directory, string split, TrainedModel model)
    {
        ImageFolder folder = DataRoot.Open(directory).OpenSplit(split, model.Classes, requireAll: false);
        return Load(folder, model);
    }

    /// <summary>Photos prepared for a model; what could not be read or has no class of the model is named.</summary>
    public PhotoSet Load(ImageFolder folder, TrainedModel model)
    {
        PhotoSet photos = PhotoSet.Load(
            folder, model.Preprocessing, threads: Threads, progress: Progress.Load("decoding"), cancellation: cancellation);
        NoteProblems(photos.Problems, folder.LeftOut);
        return photos;
    }

    /// <summary>Names what was left out of a folder, on standard error.</summary>
    public void NoteProblems(IReadOnlyCollection<FileProblem> problems, IReadOnlyCollection<string> leftOut)
    {
        Progress.Dispose();
        if (leftOut.Count > 0)
            Cli.Answer.Note($"left out, not classes of the model: {string.Join(", ", leftOut)}");
        foreach (FileProblem problem in problems.Take(ProblemsShown))
            Cli.Answer.Note($"skipped {problem}");
        if (problems.Count > ProblemsShown)
            Cli.Answer.Note($"skipped {problems.Count - ProblemsShown} more files; 'fashion data inspect' lists all");
    }

    /// <summary>Makes sure before the work that its result can be written, and over nothing that the line reads.</summary>
    public void RequirePlace(Symbol output)
    {
        if (line.GetResult(output)?.Tokens is not [var token])
            return;
        string place = RealPath.Of(token.Value);
        if (command.Written.FirstOrDefault(other => other != output && line.GetResult(other)?.Tokens is [var too]
            && RealPath.Of(too.Value) == place) is { } twin)
            throw new InputException($"{output.Name} and {twin.Name} would write the same file '{token.Value}'; give two");
        foreach (string read in Inputs(output))
        {
            if (File.Exists(read) && RealPath.Of(read) == place)
                throw new InputException(
                    $"'{token.Value}' is read by this command and would be overwritten by {output.Name}; choose another file");
            if (Directory.Exists(read) && IsBelow(place, RealPath.Of(read)) && IsPhoto(place))
                throw new InputException(
                    $"'{token.Value}' is a photo of '{read}' and would be overwritten by {output.Name}; choose another file");
        }
        if (output is not Option { HelpName: "DIR" or null })
            AtomicFile.RequirePlace(token.Value);
    }

    /// <summary>Makes sure that a result is written over nothing that an index names.</summary>
    public static void RequireForeign(string output, SearchIndex index, string model)
    {
        string place = RealPath.Of(output), name = Path.GetFileName(output);
        if (index.Photos.Select(photo => photo.Path).Append(model)
            .Any(path => Path.GetFileName(path) == name && RealPath.Of(path) == place))
            throw new InputException($"'{output}' belongs to the index and would be overwritten; choose another file");
    }

    public void Dispose() => Progress.Dispose();

    private IEnumerable<string> Inputs(Symbol output) => line.CommandResult.Children
        .Where(result => result is OptionResult option
            ? option.Option != output
            : result is ArgumentResult argument && argument.Argument != output)
        .SelectMany(result => result.Tokens.Select(token => token.Value))
        .Concat(command.Options.Contains(command.Data) && DataOrNull is { } data ? [data] : []);

    private static bool IsBelow(string file, string folder) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool IsPhoto(string file)
    {
        if (!File.Exists(file))
            return false;
        try
        {
            Span<byte> start = stackalloc byte[32];
            using FileStream stream = File.OpenRead(file);
            PhotoHeader.FormatOf(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
            return true;
        }
        catch (PhotoException)
        {
            return false;
        }
    }
}
