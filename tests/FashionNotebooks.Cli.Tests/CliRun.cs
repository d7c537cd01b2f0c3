using System.Text.Json;

namespace FashionNotebooks.Cli.Tests;

/// <summary>What a command line did: exit code, standard output, standard error.</summary>
internal sealed record CliRun(int Exit, string Output, string Error)
{
    /// <summary>Runs a command line in this process.</summary>
    public static async Task<CliRun> Of(params string[] args)
    {
        using var heard = new StringWriter();
        return (await To(heard, args)) with { Output = heard.ToString() };
    }

    /// <summary>Runs a command line in this process, with another standard output.</summary>
    public static async Task<CliRun> To(TextWriter heard, params string[] args)
    {
        TextWriter output = Console.Out, error = Console.Error;
        using var told = new StringWriter();
        Console.SetOut(heard);
        Console.SetError(told);
        try
        {
            int exit = await FashionApp.RunAsync(args);
            return new CliRun(exit, "", told.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>Runs a command that must succeed with one JSON document on standard output and nothing else there.</summary>
    public static async Task<JsonElement> Json(params string[] args)
    {
        CliRun run = await Of([.. args, "--json"]);
        Assert.True(run.Exit == 0, run.Error);
        return run.Document;
    }

    /// <summary>Standard output as one JSON document; more or less than one fails.</summary>
    public JsonElement Document
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The lines of standard error that come from the command itself, not its progress or its notes.</summary>
    public string[] Complaints => [.. Error.Split('\n').Where(line => line.StartsWith("fashion:", StringComparison.Ordinal))];

    /// <summary>Holds a failed run against the contract: exit code 1, nothing on standard output, one
    /// line that says what is wrong.</summary>
    public void AssertOneLine(params string[] words)
    {
        Assert.True(Exit == 1, $"exit {Exit}: {Error}");
        Assert.Empty(Output);
        string line = Assert.Single(Complaints);
        Assert.EndsWith(line + "\n", Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--verbose", line, StringComparison.Ordinal);
        foreach (string word in words)
            Assert.Contains(word, line, StringComparison.Ordinal);
    }
}
