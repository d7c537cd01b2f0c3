using System.CommandLine;
using FashionNotebooks.Cli.Doctor;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Say what this system has, what it lacks for the course, and what to do about it.");
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document on standard output." };
        command.Add(json);
        command.SetAction(line => Answer([.. Checks.Of(ThisSystem.Read())], new Answer(line.GetValue(json))));
        return command;
    }

    /// <returns>1 if the course cannot run.</returns>
    private static int Answer(Finding[] findings, Answer answer)
    {
        bool canRun = Checks.CanRun(findings);
        var document = new { can_run = canRun, checks = findings.Select(finding => new { finding.Name, state = Word(finding.State), finding.Says, finding.Cure }) };
        answer.Write(document, console =>
        {
            foreach (Finding finding in findings)
            {
                console.Line($"{Word(finding.State),-5} {finding.Name}: {finding.Says}");
                if (finding.Cure is { } cure)
                    console.Line($"      → {cure}");
            }
            console.Line(canRun ? "the course can run" : "the course cannot run on this system as it is");
        });
        return canRun ? 0 : 1;
    }

    private static string Word(State state) => state switch { State.Good => "ok", State.Note => "note", _ => "bad" };
}
