using System.Diagnostics;

namespace CSharpKernel.Notebooks;

/// <summary>Runs the cells of one notebook in a kernel and stores what they put out.</summary>
internal sealed class NotebookExecution(KernelProcess kernel, NotebookFile notebook, NotebookRunOptions options)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10), InterruptAgain = TimeSpan.FromSeconds(1);

    private readonly CellOutputs outputs = new();
    private int number;

    /// <summary>Runs code cells in order until one fails.</summary>
    internal IEnumerable<CellResult> Run(CancellationToken cancellation)
    {
        foreach (JsonObject cell in notebook.CodeCells)
        {
            if (HasTag(cell, "skip-execution"))
                continue;
            CellResult result = RunCell(cell, cancellation);
            yield return result;
            if (result.Problem is not null)
                yield break;
        }
    }

    private CellResult RunCell(JsonObject cell, CancellationToken cancellation)
    {
        string source = NotebookFile.Source(cell), id = (string?)cell["id"] ?? "";
        double? budget = Budget(cell);
        double seconds = (budget ?? options.DefaultBudgetSeconds) * options.BudgetFactor;
        TimeSpan limit = TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)); // who writes more means no limit
        cell["outputs"] = outputs.Begin();
        long start = Stopwatch.GetTimestamp();
        string request = kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent(source));
        (Message? reply, string? problem) = Wait(request, start, limit, cancellation);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        cell["execution_count"] = reply?.Number("execution_count", 0);
        NotebookFile.Child(NotebookFile.Child(cell, "metadata"), "course")["source_hash"] = NotebookFile.SourceHash(source);
        if (problem is null && reply!.Text("status") != "ok" && !HasTag(cell, "raises-exception"))
            problem = outputs.Diagnostic ?? $"{reply.Text("ename")}: {reply.Text("evalue").Split('\n')[0]}";
        if (problem is null && elapsed > limit)
            problem = FormattableString.Invariant($"took {elapsed.TotalSeconds:F1} s, its budget is {limit.TotalSeconds:F1} s");
        return new CellResult(++number, id, elapsed, budget, problem);
    }

    /// <summary>Waits for the reply and for idle; both must come, or the kernel is not to be trusted with the next cell.</summary>
    private (Message? Reply, string? Problem) Wait(string request, long start, TimeSpan limit, CancellationToken cancellation)
    {
        Message? reply = null;
        bool idle = false, stopping = false;
        TimeSpan interrupted = default;
        string? problem = null;
        while (reply is null || !idle)
        {
            while (kernel.Client.Shell.TryTake(out Message? answer))
                reply = answer.ParentId == request ? answer : reply;
            if (kernel.Client.IoPub.TryTake(out Message? message, 20))
            {
                if (message.ParentId == request && message.Type == "status")
                    idle |= message.Text("execution_state") == "idle";
                else
                    outputs.Add(message);
            }
            else if (kernel.Process.HasExited)
                return (reply, $"the kernel process ended (exit code {kernel.Process.ExitCode}). {kernel.FirstWords}".TrimEnd());
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (stopping && elapsed > limit + StopLimit)
                return (reply, $"{problem}, and the kernel did not become idle after an interrupt");
            bool wait = idle || (stopping ? elapsed < interrupted + InterruptAgain : elapsed < limit);
            if (wait && !cancellation.IsCancellationRequested)
                continue;
            (stopping, interrupted) = (true, elapsed);
            problem = cancellation.IsCancellationRequested
                ? "the run was cancelled"
                : FormattableString.Invariant($"took longer than its budget of {limit.TotalSeconds:F1} s and was stopped");
            // Who cancels the whole run does not wait for a kernel that nobody asks again.
            if (!options.Kernel.TakesInterrupts || cancellation.IsCancellationRequested)
            {
                kernel.Process.Kill(entireProcessTree: true);
                return (reply, $"{problem} by ending its kernel{(options.Kernel.TakesInterrupts ? "" : ", which takes no interrupts")}");
            }
            kernel.Client.SendControl("interrupt_request", []);
        }
        return (reply, problem);
    }

    private static double? Budget(JsonObject cell) =>
        cell["metadata"]?["course"]?["budget_s"] is JsonValue value && value.TryGetValue(out double seconds) ? seconds : null;

    private static bool HasTag(JsonObject cell, string tag) =>
        cell["metadata"]?["tags"] is JsonArray tags && tags.Any(item => (string?)item == tag);
}
