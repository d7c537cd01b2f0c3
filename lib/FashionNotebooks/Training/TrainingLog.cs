using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionNotebooks.Training;

/// <summary>The log beside a checkpoint, <c>F.log.jsonl</c>: one JSON object a line, one line an epoch.</summary>
public static class TrainingLog
{
    /// <summary>How records are written; a loss may be NaN.</summary>
    internal static JsonSerializerOptions Json { get; } = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The log's path for a checkpoint's.</summary>
    public static string PathFor(string checkpoint) => checkpoint + ".log.jsonl";

    /// <summary>Writes all records, atomically.</summary>
    public static void Write(string path, IEnumerable<EpochRecord> records) =>
        AtomicFile.WriteText(path, string.Concat(records.Select(record => JsonSerializer.Serialize(record, Json) + "\n")));

    /// <summary>Reads the records of a log.</summary>
    /// <exception cref="InputException">There is no such file, or a line is no record.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<EpochRecord>(line, Json)!)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"cannot read the log '{path}': {e.Message.Split('\n')[0].TrimEnd('.')}; train again to write it anew", e);
        }
    }
}
