using FashionNotebooks.Photos.Folders;


namespace FashionNotebooks.Cli;

/// <summary>Names what a command left out of a folder, on standard error.</summary>
internal static class Problems
{
    private const int Shown = 10;

    public static void Note(IReadOnlyCollection<FileProblem> problems, IReadOnlyCollection<string> leftOut)
    {
        if (leftOut.Count > 0)
            Answer.Note($"left out, not classes of the model: {string.Join(", ", leftOut)}");
        foreach (FileProblem problem in problems.Take(Shown))
            Answer.Note($"skipped {problem}");
        if (problems.Count > Shown)
            Answer.Note($"skipped {problems.Count - Shown} more files; 'fashion data inspect' lists all");
    }
}
