namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>What a garment is like, as <c>items.csv</c> says it: a sample wardrobe's does.</summary>
internal sealed record GarmentTruth(string Class, string Cut, Lab Colour, string Pattern)
{
    private const string FileName = "items.csv";
    private const double SameColour = 15;

    /// <summary>How good an answer another garment is: a point each for class, cut, colour within ΔE00 15, and pattern.</summary>
    internal int Relevance(GarmentTruth other) =>
        (Class == other.Class ? 1 : 0) + ((Class, Cut) == (other.Class, other.Cut) ? 1 : 0)
        + (Colour.Difference(other.Colour) <= SameColour ? 1 : 0) + (Pattern == other.Pattern ? 1 : 0);

    /// <summary>The garments on photos, by file name without extension; null where no file in or above it tells their look.</summary>
    /// <exception cref="InputException">The file cannot be understood.</exception>
    internal static Dictionary<string, GarmentTruth>? Near(string folder)
    {
        if (Senders.Find(folder, FileName) is not { } file)
            return null;
        var garments = new Dictionary<string, GarmentTruth>(StringComparer.Ordinal);
        foreach (var (line, fields) in CsvTable.Rows(file, ["image"], ["class", "cut", "pattern", "lab_l", "lab_a", "lab_b"]))
        {
            if (fields[1..].Any(field => field.Length == 0))
                return null;
            double[] lab = [.. fields[4..].Select(field =>
                double.TryParse(field, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                    ? value
                    : throw new InputException($"line {line} of '{file}' has the colour '{field}'; write numbers"))];
            garments[Path.GetFileNameWithoutExtension(fields[0])] = new(fields[1], fields[2], new(lab[0], lab[1], lab[2]), fields[3]);
        }
        return garments;
    }
}
