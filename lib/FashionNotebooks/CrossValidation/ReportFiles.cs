using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionNotebooks.CrossValidation;

/// <summary>The files of a report: <c>report.json</c> with everything, <c>report.csv</c> with a row for each fold, <c>report.html</c> to read.</summary>
internal static class ReportFiles
{
    /// <summary>How results are written; a loss may be NaN.</summary>
    internal static JsonSerializerOptions Json { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <summary>Writes all three.</summary>
    internal static void Write(string directory, CrossValidationResult result)
    {
        AtomicFile.WriteText(Path.Combine(directory, "report.json"), JsonSerializer.Serialize(result, Json) + "\n");
        AtomicFile.WriteText(Path.Combine(directory, "report.csv"), Csv(result));
        AtomicFile.WriteText(Path.Combine(directory, "report.html"), HtmlReport.Of(result));
    }

    /// <summary>Reads a file that <see cref="Json"/> wrote.</summary>
    /// <exception cref="InputException">It is damaged.</exception>
    internal static T? Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read '{path}': {e.Message.Split('\n')[0].TrimEnd('.')}; delete it to compute it again", e);
        }
    }

    private static string Csv(CrossValidationResult result)
    {
        var text = new StringBuilder("architecture,fold,pictures,n,accuracy,macro_f1,map\n");
        foreach (ArchitectureResult net in result.Architectures)
        {
            foreach (FoldResult fold in net.Folds)
            {
                foreach (var (pictures, figures) in fold.Corrupted.Prepend(KeyValuePair.Create("clean", Figures.Of(fold.Clean))))
                    text.AppendLine(CultureInfo.InvariantCulture, $"{net.Name},{fold.Number},{pictures},{fold.Clean.Count},{figures.Accuracy:0.######},{figures.MacroF1:0.######},{figures.MeanAveragePrecision:0.######}");
            }
        }
        return text.ToString();
    }
}
