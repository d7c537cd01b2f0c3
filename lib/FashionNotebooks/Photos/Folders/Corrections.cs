namespace FashionNotebooks.Photos.Folders;

/// <summary>
/// Repairs of a folder's labels from a file <c>file,label</c>. The file is a path's end (<c>dress/0001.jpg</c>) or a name with or without
/// extension; the label is a class, or <c>delete</c>.
/// </summary>
public sealed class Corrections
{
    private const string DeleteWord = "delete";
    private readonly Dictionary<string, string> labels;
    private readonly HashSet<string> applied = new(StringComparer.Ordinal);

    private Corrections(string source, Dictionary<string, string> labels) => (Source, this.labels) = (source, labels);

    public string Source { get; }

    public int Count => labels.Count;

    /// <summary>The files that no photo was called until now: mistyped, or of other photos.</summary>
    public IReadOnlyList<string> Unmatched => [.. labels.Keys.Where(file => !applied.Contains(file))];

    /// <exception cref="InputException">The file cannot be read or understood, or names one photo twice with different labels.</exception>
    public static Corrections Read(string path)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] row in CsvTable.Read(path, "file", "label"))
        {
            string file = row[0].Replace('\\', '/').TrimStart('.', '/');
            if (labels.TryGetValue(file, out string? other) && other != row[1])
                throw new InputException($"'{path}' gives '{row[0]}' two labels, '{other}' and '{row[1]}'; keep one");
            labels[file] = row[1];
        }
        return new(path, labels);
    }

    /// <summary>The corrected class of a photo: its own when nothing is said, null when it is to be left out.</summary>
    public string? Apply(string path, string label)
    {
        string? corrected = Find(path);
        return corrected is null ? label : corrected.Equals(DeleteWord, StringComparison.OrdinalIgnoreCase) ? null : corrected;
    }

    internal InputException NoClass(string file, string label, IEnumerable<string> classes) =>
        new($"'{Source}' gives '{file}' the label '{label}', which is no class; classes: {string.Join(", ", classes)}");

    // The longest end of the path that is listed decides, the name without its extension last.
    private string? Find(string path)
    {
        string slashed = path.Replace('\\', '/');
        IEnumerable<string> ends = Enumerable.Range(0, slashed.Length).Where(at => at == 0 || slashed[at] == '/')
            .Select(at => slashed[at..].TrimStart('/')).Append(Path.GetFileNameWithoutExtension(path));
        string? file = ends.FirstOrDefault(labels.ContainsKey);
        if (file is null)
            return null;
        applied.Add(file);
        return labels[file];
    }
}
