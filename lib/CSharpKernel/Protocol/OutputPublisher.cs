namespace CSharpKernel.Protocol;

/// <summary>
/// Everything that goes out on iopub, in order. Text is gathered for up to 50 ms, and updates of one display to ten a second, because
/// thousands of tiny messages choke front ends; whatever waits goes out before any other message and before idle.
/// </summary>
internal sealed class OutputPublisher : IDisposable
{
    private const int GatherMilliseconds = 50, UpdateMilliseconds = 100, LargestText = 1 << 20;

    private readonly Action<string, JsonObject, byte[]?> send;
    private readonly StringBuilder text = new();
    private readonly Dictionary<string, (JsonObject Content, byte[]? Parent)> updates = [];
    private readonly Dictionary<string, long> lastUpdate = [];
    private readonly Timer timer;
    private byte[]? textParent;
    private string textName = "";
    private bool armed;

    internal OutputPublisher(Action<string, JsonObject, byte[]?> send)
    {
        this.send = send;
        timer = new Timer(_ => Flush());
    }

    internal void Stream(string name, string value, byte[]? parent) => Exclusive(() =>
    {
        if (value.Length == 0)
            return;
        if (text.Length > 0 && (textName != name || !ReferenceEquals(textParent, parent)))
            SendText();
        (textName, textParent) = (name, parent);
        text.Append(value);
        if (text.Length >= LargestText)
            SendText();
        else
            Arm();
    });

    internal void Publish(string type, JsonObject content, byte[]? parent) => Exclusive(() =>
    {
        SendAll();
        send(type, content, parent);
    });

    internal void Update(string displayId, JsonObject content, byte[]? parent) => Exclusive(() =>
    {
        long now = Environment.TickCount64;
        updates[displayId] = (content, parent);
        if (now - lastUpdate.GetValueOrDefault(displayId, long.MinValue / 2) >= UpdateMilliseconds)
            SendAll();
        else
            Arm();
    });

    internal void Flush() => Exclusive(SendAll);

    public void Dispose()
    {
        Flush();
        timer.Dispose();
    }

    /// <summary>Runs inside a finally block, which an abort of the cell's thread cannot cut in two.</summary>
    private void Exclusive(Action action)
    {
        try
        {
        }
        finally
        {
            lock (text)
                action();
        }
    }

    private void Arm()
    {
        if (!armed)
            timer.Change(GatherMilliseconds, Timeout.Infinite);
        armed = true;
    }

    private void SendAll()
    {
        armed = false;
        SendText();
        foreach ((string id, (JsonObject content, byte[]? parent)) in updates)
        {
            lastUpdate[id] = Environment.TickCount64;
            send("update_display_data", content, parent);
        }
        updates.Clear();
    }

    private void SendText()
    {
        if (text.Length == 0)
            return;
        string all = text.ToString();
        text.Clear();
        send("stream", new JsonObject { ["name"] = textName, ["text"] = all }, textParent);
    }
}
