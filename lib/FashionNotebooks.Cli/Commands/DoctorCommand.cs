using FashionNotebooks.Cli.Doctor;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion doctor</c>; exit code 1 if the course cannot run.</summary>
internal static class DoctorCommand
{
    public static Command Create() =>
        new CliCommand("doctor", "Say what this system has, what it lacks for the course, and what to do about it.").Answers(line =>
    {
        Finding[] findings = [.. Checks.Of(ThisSystem.Read())];
        bool canRun = Checks.CanRun(findings);
        var document = new
        {
            can_run = canRun,
            checks = findings.Select(finding => new { finding.Name, state = Word(finding.State), finding.Says, finding.Cure })
        };
        line.Answer(document, console =>
        {
            foreach (Finding finding in findings)
            {
                console.Line($"{Word(finding.State),-5} {finding.Name}: {finding.Says}");
                if (finding.Cure is { } cure)
                    console.Line($"      → {cure}");
            }
            console.Line(canRun ? "the course can run" : "the course cannot run on this system as it is");
        });
        line.ExitCode = canRun ? 0 : 1;
    });

    private static string Word(State state) => state switch { State.Good => "ok", State.Note => "note", _ => "bad" };
}
