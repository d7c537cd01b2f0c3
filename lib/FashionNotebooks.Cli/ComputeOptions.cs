using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FashionNotebooks.Engine;

namespace FashionNotebooks.Cli;

/// <summary>The options that every command that computes takes.</summary>
internal sealed class ComputeOptions
{
    private readonly Option<string> device = new("--device")
    {
        Description = "Where to compute: auto, cpu or cuda.",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<int> threads = new("--threads")
    {
        HelpName = "N",
        Description = "Threads to compute with (default: one per core).",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<long> seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of everything random; same seed, machine and threads give the same bytes.",
        DefaultValueFactory = _ => 42,
    };

    private readonly Option<bool> json = new("--json") { Description = "Answer with one JSON document on standard output." };

    /// <param name="command">The command to add the options to.</param>
    /// <param name="answers">False for a command that gives no answer, and so takes no <c>--json</c>.</param>
    public ComputeOptions(Command command, bool answers = true)
    {
        device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        threads.Validators.Add(Positive);
        command.Add(device);
        command.Add(threads);
        command.Add(seed);
        if (answers)
            command.Add(json);
    }

    /// <summary>Sets threads and random numbers; must come before anything is computed.</summary>
    /// <exception cref="InputException">The device cannot be used.</exception>
    public void Apply(ParseResult line)
    {
        TorchEngine.Start(Threads(line), Seed(line));
        ComputeDevice.Use(line.GetValue(device)!);
    }

    public int Threads(ParseResult line) => line.GetValue(threads);

    public long Seed(ParseResult line) => line.GetValue(seed);

    public bool IsJson(CommandResult command) => command.GetValue(json);

    public Answer Answer(ParseResult line) => new(line.GetValue(json));

    internal static void NotNegative(OptionResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (!double.TryParse(token.Value, CultureInfo.InvariantCulture, out double value) || !(value >= 0) || double.IsInfinity(value))
                result.AddError($"'{token.Value}' is not a number from 0 for {result.Option.Name}.");
        }
    }

    internal static void Positive(OptionResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (!int.TryParse(token.Value, out int value) || value < 1)
                result.AddError($"'{token.Value}' is not a positive whole number for {result.Option.Name}.");
        }
    }
}
