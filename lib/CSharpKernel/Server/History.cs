using Entry = (int Line, string Source, string? Output);

namespace CSharpKernel.Server;

/// <summary>What was run in this session, for the front end's history. Cells and requests for it come one after another.</summary>
internal sealed class History
{
    private const int Session = 1;

    private readonly List<Entry> entries = [];

    internal void Add(int line, string source, string? output) => entries.Add((line, source, output));

    internal JsonObject Reply(Message request)
    {
        IEnumerable<Entry> found = request.Text("hist_access_type") switch
        {
            "range" => Range(request),
            "search" => Search(request),
            _ => entries.TakeLast(request.Number("n", int.MaxValue)),
        };
        bool withOutput = request.Flag("output", false);
        JsonNode Item(Entry entry) => new JsonArray(
            Session, entry.Line, withOutput ? new JsonArray(entry.Source, entry.Output) : JsonValue.Create(entry.Source));
        return new JsonObject { ["status"] = "ok", ["history"] = new JsonArray([.. found.Select(Item)]) };
    }

    private IEnumerable<Entry> Range(Message request)
    {
        int session = request.Number("session", 0), start = request.Number("start", 0), stop = request.Number("stop", int.MaxValue);
        // Session 0 is the current one and negative numbers count back from it: all but the current are gone.
        return session is 0 or Session ? entries.Where(entry => entry.Line >= start && entry.Line < stop) : [];
    }

    private IEnumerable<Entry> Search(Message request)
    {
        string glob = Regex.Escape(request.Text("pattern", "*")).Replace("\\*", ".*", StringComparison.Ordinal)
            .Replace("\\?", ".", StringComparison.Ordinal);
        var pattern = new Regex($"^{glob}$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        IEnumerable<Entry> found = entries.Where(entry => pattern.IsMatch(entry.Source));
        if (request.Flag("unique", false))
            found = found.Reverse().DistinctBy(entry => entry.Source).Reverse();
        return found.TakeLast(request.Number("n", int.MaxValue));
    }
}
