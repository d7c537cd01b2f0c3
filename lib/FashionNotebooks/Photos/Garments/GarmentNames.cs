namespace FashionNotebooks.Photos.Garments;

/// <summary>
/// Which garment is on which photo, from <c>items.csv</c> (columns <c>image,item</c>; image is the file name without extension). A column
/// <c>twin_of</c> may name the item that one nearly equals, a column <c>date</c> the day of the photo (2020-12-31).
/// </summary>
public sealed class GarmentNames
{
    internal const string FileName = "items.csv";
    private readonly Dictionary<string, string> items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> twins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> dates = new(StringComparer.Ordinal);

    private GarmentNames(string source) => Source = source;

    public string Source { get; }

    /// <summary>Reads the file in a folder or up to three folders above it.</summary>
    /// <exception cref="InputException">There is none, it cannot be understood, or it gives one photo two items.</exception>
    public static GarmentNames Near(string directory)
    {
        string file = Senders.Find(directory, FileName) ?? throw new InputException(
            $"'{directory}' has no {FileName} in or above it; write one with the columns image,item "
            + "(the file name without extension, and a name for the garment)");
        var names = new GarmentNames(file);
        foreach (var (line, fields) in CsvTable.Rows(file, ["image", "item"], ["twin_of", "date"]))
        {
            string image = Path.GetFileNameWithoutExtension(fields[0]);
            if (image.Length == 0 || fields[1].Length == 0)
                throw new InputException($"line {line} of '{file}' has an empty field; write the picture and its item");
            if (!names.items.TryAdd(image, fields[1]) && names.items[image] != fields[1])
                throw new InputException($"line {line} of '{file}' gives '{image}' a second item, '{fields[1]}'; keep one");
            if (fields[2].Length > 0)
                names.twins[fields[1]] = fields[2];
            if (fields[3].Length > 0)
                names.dates[image] = DateOnly.TryParseExact(fields[3], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out DateOnly day)
                    ? day
                    : throw new InputException($"line {line} of '{file}' says '{fields[3]}' under 'date'; write a day as 2020-12-31");
        }
        return names;
    }

    /// <summary>The item on a photo; null when the file does not say.</summary>
    public string? Of(string path) => items.GetValueOrDefault(Path.GetFileNameWithoutExtension(path));

    /// <summary>The day of a photo; null when the file does not say.</summary>
    public DateOnly? DateOf(string path) => dates.TryGetValue(Path.GetFileNameWithoutExtension(path), out DateOnly day) ? day : null;

    /// <summary>A number for each photo's item, from 0 in the order of first appearance; -1 for a photo without one.</summary>
    public int[] Number(IEnumerable<string> paths) => Numbers(paths.Select(Of));

    /// <summary>The same for families: an item and its near-twins have one number.</summary>
    public int[] NumberFamilies(IEnumerable<string> paths) =>
        Numbers(paths.Select(path => Of(path) is { } item ? twins.GetValueOrDefault(item, item) : null));

    private static int[] Numbers(IEnumerable<string?> names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. names.Select(name => name is null
            ? -1 : numbers.TryGetValue(name, out int number) ? number : numbers[name] = numbers.Count)];
    }
}
