namespace FashionNotebooks.Photos.Folders;

/// <summary>Reads small comma-separated files with a header line, quoted fields and either line ending.</summary>
internal static class CsvTable
{
    /// <summary>The rows as arrays in the order of <paramref name="columns"/>; blank lines are skipped.</summary>
    internal static IEnumerable<string[]> Read(string path, params string[] columns) => Rows(path, columns, []).Select(row => row.Fields);

    /// <summary>The same with the number of each line, and with columns that may be missing: their fields are then empty.</summary>
    internal static IEnumerable<(int Line, string[] Fields)> Rows(string path, string[] columns, string[] optional)
    {
        string[] lines = ReadLines(path);
        string[] header = lines.Length == 0 ? [] : Split(lines[0].TrimStart('\uFEFF'));
        int[] places = [.. columns.Concat(optional).Select(c =>
            Array.FindIndex(header, h => h.Trim().Equals(c, StringComparison.OrdinalIgnoreCase)))];
        if (Array.IndexOf(places, -1, 0, columns.Length) is >= 0 and int missing)
            throw new InputException($"'{path}' has no column '{columns[missing]}'; its first line must be {string.Join(',', columns)}");
        for (int i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            string[] fields = Split(lines[i]);
            if (fields.Length <= places.Max())
                throw new InputException($"line {i + 1} of '{path}' has {fields.Length} fields; expected {string.Join(',', columns)}");
            yield return (i + 1, [.. places.Select(p => p < 0 ? "" : fields[p].Trim())]);
        }
    }

    /// <summary>The lines of a file of text.</summary>
    internal static string[] ReadLines(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder, not a file; name the file itself");
        try
        {
            long length = new FileInfo(path).Length;
            if (length > Limits.TableBytes)
                throw new InputException($"'{path}' has {length / 1e6:0} MB; tables of at most {Limits.TableBytes / 1e6:0} MB are read");
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.TrimEnd('.')}", e);
        }
    }

    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return [.. fields];
    }
}
