using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CSharpKernel.Execution;
using CSharpKernel.Protocol;

namespace CSharpKernel.Server;

/// <summary>
/// The kernel process: requests on shell are answered one after another on the main thread; those on control at once, also while a cell runs.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    private readonly BlockingCollection<Message> queue = [];
    private readonly KernelSockets sockets;
    private readonly OutputPublisher output;
    private readonly InputChannel input;
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
        session = new CSharpSession(Environment.GetEnvironmentVariable("CSHARPKERNEL_HEADLESS") == "1");
        input = new InputChannel((request, content) => sockets!.AskOnStdin(request, content));
        sockets = new KernelSockets(file, queue.Add, OnControl, input.Answered);
        output = new OutputPublisher(sockets.Publish);
        cells = new CellRequests(session, output, input, history);
        language = new LanguageRequests(session.Chain);
        session.Help = language.Help;
    }

    /// <summary>Serves until a shutdown request or the end of the parent process.</summary>
    /// <returns>The exit code.</returns>
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
        output.Publish("status", Status("starting"), null);
        ConsoleRedirection.Install();
        // The compiler warms up while the front end still asks who we are.
        warmUp = Task.Run(session.WarmUp);
        foreach (Message request in queue.GetConsumingEnumerable())
            Answer(request, () => OnShell(request));
    }

    private static JsonObject Status(string state) => new() { ["execution_state"] = state };

    /// <summary>Every request is bracketed by busy and idle, whatever happens between.</summary>
    private void Answer(Message request, Action action)
    {
        output.Publish("status", Status("busy"), request.Header);
        try
        {
            action();
        }
        catch (Exception e)
        {
            KernelLog.Write($"{request.Type} failed: {e}");
            JsonObject reply = session.Errors.Report(e).Reply(cells.Count);
            sockets.ReplyOnShell(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), reply);
        }
        output.Publish("status", Status("idle"), request.Header);
    }

    private void OnShell(Message request)
    {
        if (request.Type is "execute_request" or "complete_request" or "inspect_request")
            warmUp.Wait();
        if (request.Type == "execute_request")
        {
            waitingAtStop = -1;
            (JsonObject reply, bool abort) = cells.Execute(request);
            output.Flush();
            // Counted before the reply: a cell that answers it was not queued behind the one that failed.
            int waiting = !abort ? 0 : waitingAtStop >= 0 ? waitingAtStop : queue.Count;
            sockets.ReplyOnShell(request, "execute_reply", reply);
            SkipQueued(waiting);
            return;
        }
        if (request.Type == "shutdown_request")
        {
            sockets.ReplyOnShell(request, "shutdown_reply", Shutdown(request));
            return;
        }
        if (request.Type == "comm_open")
            output.Publish("comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }, request.Header);
        else if (Reply(request) is { } reply)
            sockets.ReplyOnShell(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), reply);
    }

    private void OnControl(Message request)
    {
        output.Publish("status", Status("busy"), request.Header);
        JsonObject? reply = request.Type switch
        {
            "interrupt_request" => Interrupt(),
            "shutdown_request" => Shutdown(request),
            "debug_request" => new JsonObject { ["type"] = "response", ["success"] = false, ["message"] = "this kernel has no debugger" },
            "kernel_info_request" => KernelInfo.Reply(),
            _ => null,
        };
        if (reply is not null)
            sockets.ReplyOnControl(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), reply);
        output.Publish("status", Status("idle"), request.Header);
    }

    private JsonObject? Reply(Message request) => request.Type switch
    {
        "kernel_info_request" => KernelInfo.Reply(),
        "complete_request" => language.Complete(request),
        "inspect_request" => language.Inspect(request),
        "is_complete_request" => LanguageRequests.IsComplete(request),
        "history_request" => history.Reply(request),
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "connect_request" => sockets.Ports(),
        "interrupt_request" => Interrupt(),
        _ => null,
    };

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

    /// <summary>A failed cell takes the cells queued behind it along; other requests keep their turn.</summary>
    private void SkipQueued(int waiting)
    {
        for (; waiting > 0 && queue.TryTake(out Message? request); waiting--)
        {
            if (request.Type == "execute_request")
                Answer(request, () => sockets.ReplyOnShell(request, "execute_reply", cells.Skipped()));
            else
                Answer(request, () => OnShell(request));
        }
    }

    /// <summary>An exception on a thread that a cell started would end the process: it ends the thread only, and the cell shows it.</summary>
    private bool OnLostException(Exception exception)
    {
        if (exception is not OperationCanceledException)
            CellContext.Current.Hint(string.Join('\n', session.Errors.Report(exception).Traceback.Prepend("An exception ended a background thread:")));
        return true;
    }

    /// <summary>A cell that ends the process must not leave its client waiting.</summary>
    private void OnProcessExit()
    {
        if (closing || cells.Current is not { } request)
            return;
        closing = true;
        var error = new ErrorReport("KernelExit", $"the cell ended the kernel process (exit code {Environment.ExitCode}); restart the kernel", ["the cell ended the kernel process; restart the kernel"]);
        output.Publish("error", error.Content(), request.Header);
        sockets.ReplyOnShell(request, "execute_reply", error.Reply(cells.Count));
        output.Publish("status", Status("idle"), request.Header);
        sockets.Dispose();
    }
}
