namespace FashionNotebooks.Course;

/// <summary>
/// The headline figures of the course, in one file that the notebooks write together. A notebook that runs again replaces its own figures;
/// the others stay.
/// </summary>
public sealed class CourseResults(string path)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The rows recorded so far, in the order in which their names first appeared; none without a file.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyList<CourseRow> Read()
    {
        if (!File.Exists(Path))
            return [];
        try
        {
            return JsonSerializer.Deserialize<CourseRow[]>(File.ReadAllText(Path), Json) ?? [];
        }
        catch (JsonException e)
        {
            throw new InputException($"'{Path}' does not hold the results of the course; delete it and run the notebooks again", e);
        }
    }

    /// <summary>Records how a row does as a classifier.</summary>
    public void Record(string name, ClassificationReport report, long parameters = 0, double seconds = 0) =>
        Change(name, row => row with
        {
            Classifier = JsonSerializer.SerializeToElement(report),
            Parameters = parameters,
            ClassifierSeconds = seconds
        });

    /// <summary>Records how a row does as a search.</summary>
    public void Record(string name, RetrievalReport report, long parameters = 0, double seconds = 0) =>
        Change(name, row => row with
        {
            Search = JsonSerializer.SerializeToElement(report),
            Parameters = row.Parameters == 0
            ? parameters : row.Parameters,
            SearchSeconds = seconds
        });

    private void Change(string name, Func<CourseRow, CourseRow> change)
    {
        List<CourseRow> rows = [.. Read()];
        int index = rows.FindIndex(row => row.Name == name);
        if (index < 0)
        {
            index = rows.Count;
            rows.Add(new CourseRow(name, 0, null, null, 0, 0));
        }
        rows[index] = change(rows[index]);
        AtomicFile.WriteText(Path, JsonSerializer.Serialize(rows, Json));
    }
}
