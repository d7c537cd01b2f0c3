namespace FashionNotebooks.Checkpoints;

/// <summary>Says in one line how a file's tensors differ from those a model expects.</summary>
internal static class StateDictComparison
{
    /// <summary>Compares names and shapes.</summary>
    /// <returns>The differences, long lists shortened; null when there are none.</returns>
    internal static string? Describe(
        IReadOnlyDictionary<string, IReadOnlyList<long>> expected, IReadOnlyDictionary<string, IReadOnlyList<long>> found)
    {
        string[] missing = [.. expected.Keys.Where(name => !found.ContainsKey(name))];
        string[] unexpected = [.. found.Keys.Where(name => !expected.ContainsKey(name))];
        string[] wrong = [.. expected.Where(pair => found.TryGetValue(pair.Key, out var shape) && !shape.SequenceEqual(pair.Value)).Select(pair => pair.Key)];
        var parts = new List<string>();
        if (missing.Length > 0)
            parts.Add($"missing {ErrorText.List(missing)}");
        if (unexpected.Length > 0)
            parts.Add($"unexpected {ErrorText.List(unexpected)}");
        if (wrong.Length > 0)
        {
            string first = wrong[0], more = wrong.Length > 1 ? $" and {wrong.Length - 1} more" : "";
            parts.Add($"wrong shape {ErrorText.Quote(first)} {ErrorText.Shape(found[first])} instead of {ErrorText.Shape(expected[first])}{more}");
        }
        return parts.Count == 0 ? null : string.Join("; ", parts);
    }
}
