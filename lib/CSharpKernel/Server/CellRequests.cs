namespace CSharpKernel.Server;

/// <summary>Answers execute requests: counts, publishes input, result or error, keeps history.</summary>
internal sealed class CellRequests(CSharpSession session, OutputPublisher output, KernelSockets sockets, History history)
{
    private const int ReserveBytes = 16 << 20;

    // Given back when memory is full, so that the error can still be told.
    private byte[]? reserve = GC.AllocateUninitializedArray<byte>(ReserveBytes);
    private volatile CellExecution? running;

    internal Message? Current { get; private set; }

    /// <summary>The number of the last cell that counted.</summary>
    internal int Count { get; private set; }

    internal void Interrupt() => running?.Interrupt();

    /// <summary>Runs the cell of a request, when the compiler is warm.</summary>
    /// <returns>The reply, and whether the cells queued behind it must not run.</returns>
    internal (JsonObject Reply, bool Abort) Execute(Message request, Task warmUp)
    {
        string code = request.Text("code");
        bool silent = request.Flag("silent", false), store = request.Flag("store_history", !silent) && !silent;
        if (store)
            Count++;
        int number = Count;
        var execution = new CellExecution();
        var context = new CellContext(output, sockets, request, silent, execution.Cancellation);
        // Whoever sees the input may press Stop: from here on it must work.
        StopSignal.Lower();
        (Current, running) = (request, execution);
        if (!silent)
            output.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = number }, request.Header);
        warmUp.Wait();
        (ErrorReport? error, string? shown) = Run(code, number, new CellRun(execution, context, Directory.GetCurrentDirectory()));
        if (store)
            history.Add(number, code, shown);
        if (error is not null)
        {
            if (!silent)
                output.Publish("error", error.Content(), request.Header);
            return (error.Reply(number), request.Flag("stop_on_error", true));
        }
        return (new JsonObject
        {
            ["status"] = "ok",
            ["execution_count"] = number,
            ["payload"] = context.Payload,
            ["user_expressions"] = UserExpressions(request, context),
        }, false);
    }

    /// <summary>The reply to a cell that is skipped because an earlier one failed.</summary>
    internal JsonObject Skipped() =>
        new ErrorReport("ExecutionAborted", "not run, because an earlier cell failed", []).Reply(Count);

    private (ErrorReport? Error, string? Shown) Run(string code, int number, CellRun run)
    {
        TakeReserve();
        run.Context.Enter();
        try
        {
            (object? value, bool hasValue) = session.Execute(code, $"Cell [{number}]", run);
            run.Context.End();
            return (null, hasValue ? Publish(value, number, run.Context) : null);
        }
        catch (Exception e)
        {
            if (e is OutOfMemoryException)
                GiveReserve();
            run.Context.End();
            return (session.Errors.Report(e), null);
        }
        finally
        {
            (Current, running) = (null, null);
        }
    }

    private static string? Publish(object? value, int number, CellContext context)
    {
        JsonObject data = MimeBundle.Of(value);
        string? shown = (string?)data[PlainTextFormatter.MimeType];
        context.Publish(
            "execute_result", new JsonObject { ["execution_count"] = number, ["data"] = data, ["metadata"] = new JsonObject() });
        return shown;
    }

    private JsonObject UserExpressions(Message request, CellContext context)
    {
        var results = new JsonObject();
        if (!request.Content.TryGetProperty("user_expressions", out JsonElement expressions)
            || expressions.ValueKind != JsonValueKind.Object)
            return results;
        foreach (JsonProperty expression in expressions.EnumerateObject())
        {
            var execution = new CellExecution();
            var run = new CellRun(execution, context, Directory.GetCurrentDirectory());
            StopSignal.Lower();
            running = execution;
            try
            {
                (object? value, _) = session.Execute(expression.Value.GetString() ?? "", $"expression {expression.Name}", run);
                results[expression.Name] = new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = MimeBundle.Of(value),
                    ["metadata"] = new JsonObject()
                };
            }
            catch (Exception e)
            {
                JsonObject failed = session.Errors.Report(e).Content();
                failed["status"] = "error";
                results[expression.Name] = failed;
            }
            finally
            {
                running = null;
            }
        }
        return results;
    }

    private void TakeReserve()
    {
        try
        {
            reserve ??= GC.AllocateUninitializedArray<byte>(ReserveBytes);
        }
        catch (OutOfMemoryException)
        {
            // The cell may be the one that frees memory: it runs without a reserve.
        }
    }

    private void GiveReserve()
    {
        reserve = null;
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
