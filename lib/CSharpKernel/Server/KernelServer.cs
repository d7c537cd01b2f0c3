using System.Runtime.ExceptionServices;

namespace CSharpKernel.Server;

/// <summary>
/// The kernel process: requests on shell are answered one after another on the main thread; those on control at once, also while a cell
/// runs.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    private readonly BlockingCollection<Message> queue = [];
    private readonly ConnectionFile file;
    private readonly KernelSockets sockets;
    private readonly OutputPublisher output;
    private readonly History history = new();
    private readonly CSharpSession session;
    private readonly CellRequests cells;
    private readonly LanguageRequests language;
    private Task warmUp = Task.CompletedTask;
    private bool closing;

    // How many requests waited when the user pressed Stop, -1 if nobody did: what was sent later shall run.
    private volatile int waitingAtStop = -1;

    private KernelServer(ConnectionFile file)
    {
        this.file = file;
        session = new CSharpSession(Environment.GetEnvironmentVariable("CSHARPKERNEL_HEADLESS") == "1", name => language!.Help(name));
        language = new LanguageRequests(session.Chain);
        sockets = new KernelSockets(file, queue.Add, OnControl);
        output = new OutputPublisher(sockets.Publish);
        cells = new CellRequests(session, output, sockets, history);
    }

    /// <summary>Serves until a shutdown request or the end of the parent process.</summary>
    internal static int Run(string connectionFile)
    {
        using var server = new KernelServer(ConnectionFile.Read(connectionFile));
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            server.cells.Interrupt();
        });
        ExceptionHandling.SetUnhandledExceptionHandler(server.OnLostException);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.OnProcessExit();
        ParentWatch.Start();
        server.Serve();
        return 0;
    }

    public void Dispose()
    {
        output.Dispose();
        sockets.Dispose();
        queue.Dispose();
    }

    private void Serve()
    {
        Publish("starting", null);
        ConsoleRedirection.Install();
        // The compiler warms up while the front end still asks who we are.
        warmUp = Task.Run(session.WarmUp);
        foreach (Message request in queue.GetConsumingEnumerable())
            Answer(request, OnShell);
    }

    private void Publish(string state, byte[]? parent) => output.Publish("status", new JsonObject { ["execution_state"] = state }, parent);

    /// <summary>Every request is bracketed by busy and idle, whatever happens between.</summary>
    private void Answer(Message request, Action<Message> action)
    {
        Publish("busy", request.Header);
        try
        {
            action(request);
        }
        catch (Exception e)
        {
            KernelLog.Write($"{request.Type} failed: {e}");
            sockets.Reply(request, session.Errors.Report(e).Reply(cells.Count));
        }
        Publish("idle", request.Header);
    }

    private void OnControl(Message request) => Answer(request, urgent =>
    {
        if (AtOnce(urgent) is { } reply)
            sockets.Reply(urgent, reply);
    });

    private void OnShell(Message request)
    {
        if (request.Type is "complete_request" or "inspect_request")
            warmUp.Wait();
        if (request.Type == "execute_request")
            Execute(request);
        else if (request.Type == "comm_open")
            output.Publish(
                "comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }, request.Header);
        else if ((AtOnce(request) ?? InTurn(request)) is { } reply)
            sockets.Reply(request, reply);
    }

    /// <summary>What may be answered while a cell runs.</summary>
    private JsonObject? AtOnce(Message request) => request.Type switch
    {
        "interrupt_request" => Interrupt(),
        "shutdown_request" => Shutdown(request),
        "debug_request" => new JsonObject { ["type"] = "response", ["success"] = false, ["message"] = "this kernel has no debugger" },
        "kernel_info_request" => KernelInfo.Reply(),
        _ => null,
    };

    private JsonObject? InTurn(Message request) => request.Type switch
    {
        "complete_request" => language.Complete(request),
        "inspect_request" => language.Inspect(request),
        "is_complete_request" => LanguageRequests.IsComplete(request),
        "history_request" => history.Reply(request),
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "connect_request" => file.Ports(),
        _ => null,
    };

    private void Execute(Message request)
    {
        waitingAtStop = -1;
        (JsonObject reply, bool abort) = cells.Execute(request, warmUp);
        output.Flush();
        // Counted before the reply: a cell that answers it was not queued behind the one that failed.
        int waiting = !abort ? 0 : waitingAtStop >= 0 ? waitingAtStop : queue.Count;
        sockets.Reply(request, reply);
        // A failed cell takes the cells queued behind it along; other requests keep their turn.
        for (; waiting > 0 && queue.TryTake(out Message? next); waiting--)
            Answer(next, next.Type == "execute_request" ? skipped => sockets.Reply(skipped, cells.Skipped()) : OnShell);
    }

    private JsonObject Interrupt()
    {
        waitingAtStop = queue.Count;
        cells.Interrupt();
        return new JsonObject { ["status"] = "ok" };
    }

    private JsonObject Shutdown(Message request)
    {
        closing = true;
        // The thread that serves the socket must not wait for itself: another one ends the process once the reply is on its way.
        new Thread(() =>
        {
            Thread.Sleep(50);
            Dispose();
            Environment.Exit(0);
        })
        { Name = "shutdown" }.Start();
        return new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", false) };
    }

    /// <summary>An exception on a thread that a cell started would end the process: it ends the thread
    /// only, and the cell shows it.</summary>
    private bool OnLostException(Exception exception)
    {
        if (exception is not OperationCanceledException)
            CellContext.Current.Hint(
                string.Join('\n', session.Errors.Report(exception).Traceback.Prepend("An exception ended a background thread:")));
        return true;
    }

    /// <summary>A cell that ends the process must not leave its client waiting.</summary>
    private void OnProcessExit()
    {
        if (closing || cells.Current is not { } request)
            return;
        closing = true;
        const string says = "the cell ended the kernel process";
        var error = new ErrorReport(
            "KernelExit", $"{says} (exit code {Environment.ExitCode}); restart the kernel", [$"{says}; restart the kernel"]);
        output.Publish("error", error.Content(), request.Header);
        sockets.Reply(request, error.Reply(cells.Count));
        Publish("idle", request.Header);
        sockets.Dispose();
    }
}
