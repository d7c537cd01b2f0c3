namespace CSharpKernel.Execution;

/// <summary>
/// The running cell as its code sees it: where output goes and whom to ask. It flows with the code, also into tasks that outlive the cell,
/// so late output still belongs to the cell that started it.
/// </summary>
internal sealed class CellContext(
    OutputPublisher? output, KernelSockets? sockets, Message? request, bool silent, CancellationToken cancellation)
{
    private static readonly AsyncLocal<CellContext?> Flowing = new();
    private static CellContext latest = new(null, null, null, silent: true, CancellationToken.None);

    /// <summary>The cell of this flow; for threads outside any flow, the one that started last.</summary>
    internal static CellContext Current => Flowing.Value ?? latest;

    private readonly List<Action> endings = [];

    internal CancellationToken Cancellation => cancellation;

    /// <summary>Pages that the reply carries (<c>#!help</c>).</summary>
    internal JsonArray Payload { get; } = [];

    /// <summary>Runs something when the cell has ended, before its reply.</summary>
    internal void AtEnd(Action action) => endings.Add(action);

    internal void End()
    {
        foreach (Action ending in endings)
            ending();
        endings.Clear();
    }

    internal void Enter()
    {
        latest = this;
        Flowing.Value = this;
    }

    internal void Write(string stream, string text) => Send(output => output.Stream(stream, text, request?.Header));

    internal void Publish(string type, JsonObject content) => Send(output => output.Publish(type, content, request?.Header));

    internal void Update(string displayId, JsonObject content) => Send(output => output.Update(displayId, content, request?.Header));

    /// <summary>Whether somebody sits at the front end: a headless client takes no questions.</summary>
    internal bool CanAsk => request?.Flag("allow_stdin", false) == true;

    /// <summary>A line from the kernel itself, also when the cell is stopped.</summary>
    internal void Hint(string line) => output?.Stream("stderr", line + "\n", request?.Header);

    /// <exception cref="StdinNotAllowedException">The front end does not take questions, as in a headless run.</exception>
    internal string Ask(string prompt, bool password)
    {
        if (sockets is null || !CanAsk)
            throw new StdinNotAllowedException("the cell asks for input, but this front end does not allow it (headless run); "
                + "give the value in code or in an environment variable");
        output?.Flush();
        return sockets.Ask(request!, prompt, password, cancellation);
    }

    /// <summary>A stopped cell ends at its next output, also on threads that nothing else reaches, such as a
    /// library's that reports progress.</summary>
    private void Send(Action<OutputPublisher> send)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!silent && output is not null)
            send(output);
    }
}

/// <summary>A cell asked for input where nobody can answer.</summary>
#pragma warning disable CA1032 // Nobody else throws it.
public sealed class StdinNotAllowedException(string message) : InvalidOperationException(message);
#pragma warning restore CA1032
