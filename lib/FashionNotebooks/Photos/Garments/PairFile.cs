namespace FashionNotebooks.Photos.Garments;

/// <summary>Two photos and whether they show the same garment.</summary>
/// <param name="A">Absolute path.</param>
/// <param name="B">Absolute path.</param>
/// <param name="Same">Whether both show one garment.</param>
/// <param name="Difficulty">What kind of two garments, as <c>near-twin</c>, <c>same-class</c>, <c>other-class</c>; empty when
/// unknown.</param>
/// <param name="Detail">In what two near-twins differ, as <c>print</c>; empty when unknown.</param>
public sealed record PhotoPair(string A, string B, bool Same, string Difficulty = "", string Detail = "");

/// <summary>
/// Pairs from a CSV file with the columns <c>a,b,same</c>: two photos, by their paths from the file's folder, and 1 when they show one
/// item, else 0. Columns <c>difficulty</c>, <c>split</c> and <c>detail</c> may follow, as in the wardrobe's <c>pairs.csv</c>.
/// </summary>
public static class PairFile
{
    /// <summary>The name that is looked for beside a data set.</summary>
    public const string FileName = "pairs.csv";

    /// <summary>Reads the pairs; the photos are not looked at.</summary>
    /// <exception cref="InputException">The file cannot be read, a line is no pair, or no line is left.</exception>
    public static IReadOnlyList<PhotoPair> Read(string path, string? split = null)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        var pairs = new List<PhotoPair>();
        foreach (var (line, fields) in CsvTable.Rows(path, ["a", "b", "same"], ["difficulty", "split", "detail"]))
        {
            if (split is not null && fields[4] != split)
                continue;
            bool same = fields[2].ToLowerInvariant() switch
            {
                "1" or "true" or "yes" => true,
                "0" or "false" or "no" => false,
                _ => throw new InputException($"line {line} of '{path}' says '{fields[2]}' under 'same'; write 1 or 0"),
            };
            pairs.Add(new PhotoPair(Picture(folder, fields[0], line, path), Picture(folder, fields[1], line, path), same, fields[3],
                fields[5]));
        }
        return pairs.Count > 0 ? pairs : throw new InputException(
            split is null ? $"'{path}' holds no pairs; write one a line under the header a,b,same"
                : $"'{path}' holds no pairs of the split '{split}'");
    }

    private static string Picture(string folder, string name, int line, string path)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            throw new InputException($"line {line} of '{path}' names no picture; write two paths and 1 or 0");
        return Path.GetFullPath(Path.Combine(folder, name));
    }
}
