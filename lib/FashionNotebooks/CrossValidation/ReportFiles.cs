using System.Text.Json.Serialization.Metadata;

namespace FashionNotebooks.CrossValidation;

/// <summary>
/// The files of a report: <c>report.json</c> with everything, <c>report.csv</c> with a row for each fold, <c>report.html</c> to read, and
/// for each fold a text.
/// </summary>
internal static class ReportFiles
{
    /// <summary>How results are written; a loss may be NaN.</summary>
    internal static JsonSerializerOptions Json { get; } = Strict(new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    });

    /// <summary>These options, and what a result cannot be without must be in its file.</summary>
    internal static JsonSerializerOptions Strict(JsonSerializerOptions options) => new(options)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Require } },
    };

    /// <summary>Writes the first three.</summary>
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

    private static void Require(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
            property.IsRequired = property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
    }

    /// <summary>The report of one fold as plain text.</summary>
    internal static string Text(string architecture, FoldResult fold, IReadOnlyList<string> classes)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        ClassificationReport clean = fold.Clean;
        int width = Math.Max(9, classes.Max(name => name.Length)) + 2;
        string Row(string name, IEnumerable<object> cells) =>
            name.PadRight(width) + string.Concat(cells.Select(cell => $"{cell}".PadLeft(width)));
        Line($"{architecture}, fold {fold.Number}: {fold.TrainCount} pictures to learn from, {clean.Count} held out");
        Line($"best epoch {fold.BestEpoch} of {fold.History.Count}, {fold.Seconds:0.0} s");
        Line($"accuracy {clean.Accuracy:0.0000}  macro-F1 {clean.MacroF1:0.0000}  mAP {clean.MeanAveragePrecision:0.0000}");
        Line($"");
        Line($"{"class".PadRight(width)}{"precision",10}{"recall",10}{"f1",10}{"n",8}");
        foreach (var (name, scores) in clean.PerClass)
            Line($"{name.PadRight(width)}{scores.Precision,10:0.0000}{scores.Recall,10:0.0000}{scores.F1,10:0.0000}{scores.Support,8}");
        Line($"");
        Line($"confusion (rows: true, columns: predicted)");
        Line($"{Row("", classes)}");
        foreach (var (name, counts) in classes.Zip(clean.Confusion))
            Line($"{Row(name, counts.Cast<object>())}");
        Line($"");
        Line($"{"pictures",-18}{"accuracy",10}{"macro-F1",10}{"mAP",10}");
        foreach (var (photos, (accuracy, f1, map)) in fold.Corrupted)
            Line($"{photos,-18}{accuracy,10:0.0000}{f1,10:0.0000}{map,10:0.0000}");
        return text.ToString();
    }

    private static string Csv(CrossValidationResult result)
    {
        var text = new StringBuilder("architecture,fold,pictures,n,accuracy,macro_f1,map\n");
        foreach (ArchitectureResult net in result.Architectures)
        {
            foreach (FoldResult fold in net.Folds)
            {
                foreach (var (photos, (accuracy, f1, map)) in fold.Corrupted.Prepend(new("clean", Figures.Of(fold.Clean))))
                    text.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"{net.Name},{fold.Number},{photos},{fold.Clean.Count},{accuracy:0.######},{f1:0.######},{map:0.######}");
            }
        }
        return text.ToString();
    }
}
