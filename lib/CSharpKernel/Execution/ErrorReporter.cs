using System.Diagnostics;

namespace CSharpKernel.Execution;

/// <summary>Turns what went wrong into lines that a student can act on: where in which cell, the line itself,
/// a caret, no frames of the framework.</summary>
internal sealed class ErrorReporter(CellSources sources)
{
    private const int MostErrors = 10, MostFrames = 20;

    internal ErrorReport Report(Exception exception) => exception switch
    {
        // Whatever a stopped cell throws, the stop was its cause; cancelled in the middle, not only cells throw odd things.
        _ when StopSignal.IsRaised => new ErrorReport(
            "Interrupted", "the cell was stopped", [Ansi.Red("Interrupted") + ": the cell was stopped; what it had declared is kept"]),
        CompilationException compilation => Report(compilation),
        DirectiveException => new ErrorReport("DirectiveError", exception.Message, [Ansi.Red("Error") + ": " + exception.Message]),
        _ => ReportRuntime(exception),
    };

    private ErrorReport Report(CompilationException exception)
    {
        var lines = new List<string>();
        foreach (Diagnostic error in exception.Errors.DistinctBy(error => (error.Location.SourceSpan, error.Id)).Take(MostErrors))
        {
            FileLinePositionSpan span = error.Location.GetMappedLineSpan();
            string where = span.IsValid ? $" at {span.Path}, line {span.StartLinePosition.Line + 1}" : "";
            lines.Add($"{Ansi.Red($"error {error.Id}")}{where}: {DiagnosticAdvice.Message(error)}");
            bool oneLine = span.StartLinePosition.Line == span.EndLinePosition.Line;
            lines.AddRange(Quote(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character,
                oneLine ? span.EndLinePosition.Character : 0));
            if (DiagnosticAdvice.Hint(error) is { } hint)
                lines.Add(Ansi.Green($"  {hint}"));
        }
        if (exception.Errors.Length > MostErrors)
            lines.Add($"... and {exception.Errors.Length - MostErrors} more");
        string first = exception.Errors.IsEmpty ? exception.Message : DiagnosticAdvice.Message(exception.Errors[0]);
        return new ErrorReport("CompilationError", first, lines);
    }

    private ErrorReport ReportRuntime(Exception exception)
    {
        var lines = new List<string> { $"{Ansi.Red(exception.GetType().ToString())}: {exception.Message}" };
        AddFrames(lines, exception);
        foreach (Exception inner in Causes(exception).Take(MostErrors))
        {
            lines.Add($"caused by {Ansi.Red(inner.GetType().ToString())}: {inner.Message}");
            AddFrames(lines, inner);
        }
        if (exception is OutOfMemoryException)
            lines.Add(Ansi.Green("  Memory is full. Set large variables to null, or restart the kernel."));
        return new ErrorReport(exception.GetType().ToString(), exception.Message, lines);
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        IEnumerable<Exception> direct =
            exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } one ? [one] : [];
        return direct.SelectMany(inner => Causes(inner).Prepend(inner));
    }

    private void AddFrames(List<string> lines, Exception exception)
    {
        int shown = 0;
        var seen = new HashSet<(MethodBase, int)>();
        foreach (StackFrame frame in Frames(exception))
        {
            // A recursion repeats its frames: once is enough.
            if (frame.GetMethod() is not { } method || !IsUserCode(frame, method) || !seen.Add((method, frame.GetILOffset())))
                continue;
            if (++shown > MostFrames)
            {
                lines.Add(Ansi.Dim("   ..."));
                return;
            }
            string path = frame.GetFileName() ?? "";
            string where = path.Length > 0 ? $" in {Ansi.Green(path)}, line {frame.GetFileLineNumber()}" : "";
            lines.Add($"   at {FrameName.Of(method)}{where}");
            lines.AddRange(Quote(path, frame.GetFileLineNumber(), frame.GetFileColumnNumber() - 1, 0));
        }
    }

    /// <summary>The frames with lines; a very deep stack is read without, because that takes seconds.</summary>
    private static StackFrame[] Frames(Exception exception)
    {
        const int deep = 2000;
        StackFrame[] plain = new StackTrace(exception, fNeedFileInfo: false).GetFrames();
        return plain.Length > deep ? plain : new StackTrace(exception, fNeedFileInfo: true).GetFrames();
    }

    private bool IsUserCode(StackFrame frame, MethodBase method)
    {
        if (frame.GetFileName() is { } file && sources.Contains(file))
            return frame.GetFileLineNumber() > 0;
        string assembly = method.Module.Assembly.GetName().Name ?? "";
        bool made = assembly.StartsWith("cell_", StringComparison.Ordinal) && method.Name.StartsWith('<');
        return !FrameworkReferences.Has(assembly) && !made;
    }

    /// <summary>The line and carets under it; <paramref name="end"/> is the column behind the last caret, 0 for a single caret.</summary>
    private IEnumerable<string> Quote(string path, int number, int column, int end)
    {
        if (sources.Line(path, number, column) is not { } line)
            yield break;
        int width = end > column ? Math.Max(1, sources.Line(path, number, end)!.Value.Column - line.Column) : 1;
        string label = $"{number,5} | ";
        yield return Ansi.Dim(label) + line.Text.TrimEnd();
        yield return Ansi.Dim(new string(' ', label.Length - 2) + "| ") + new string(' ', line.Column) + Ansi.Red(new string('^', width));
    }
}

/// <summary>An error as the protocol carries it.</summary>
/// <param name="Name">The exception's type.</param>
/// <param name="Traceback">Lines for the reader, coloured with ANSI codes.</param>
internal sealed record ErrorReport(string Name, string Message, IReadOnlyList<string> Traceback)
{
    internal JsonObject Content() => new()
    {
        ["ename"] = Name,
        ["evalue"] = Message,
        ["traceback"] = new JsonArray([.. Traceback.Select(line => (JsonNode)line)]),
    };

    internal JsonObject Reply(int executionCount)
    {
        JsonObject reply = Content();
        reply["status"] = "error";
        reply["execution_count"] = executionCount;
        reply["payload"] = new JsonArray();
        reply["user_expressions"] = new JsonObject();
        return reply;
    }
}

/// <summary>Colours of terminal text, which front ends show in tracebacks.</summary>
internal static class Ansi
{
    internal static string Red(string text) => $"\e[1;31m{text}\e[0m";

    internal static string Green(string text) => $"\e[32m{text}\e[0m";

    internal static string Dim(string text) => $"\e[2m{text}\e[0m";
}
