namespace FashionNotebooks.Checkpoints;

/// <summary>Text from a file, made safe to stand inside a one-line message.</summary>
internal static class ErrorText
{
    private const int Longest = 80;

    /// <summary>Quotes a name: no line breaks or control characters, at most 80 characters.</summary>
    internal static string Quote(string text)
    {
        string start = text.Length > Longest ? text[..Longest] + "…" : text;
        return $"'{string.Concat(start.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }

    /// <summary>Lists a few names and counts the rest: <c>'a', 'b', 'c' and 12 more</c>.</summary>
    internal static string List(IReadOnlyCollection<string> names, int most = 3)
    {
        string head = string.Join(", ", names.Take(most).Select(Quote));
        return names.Count > most ? $"{head} and {names.Count - most} more" : head;
    }

    /// <summary>A shape as <c>[3, 64, 64]</c>.</summary>
    internal static string Shape(IReadOnlyList<long> shape) =>
        shape.Count > 8 ? $"[{string.Join(", ", shape.Take(8))}, …]" : $"[{string.Join(", ", shape)}]";
}
