using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FashionNotebooks.Cli;

/// <summary>The results table of the README: a row per file that <c>fashion reproduce</c> wrote into <c>data/results</c>.</summary>
internal static class ResultsTable
{
    private const string Begin = "<!-- results -->", End = "<!-- /results -->";

    /// <summary>The files' rows as a Markdown table, in the order of their names.</summary>
    /// <exception cref="InputException">The folder is missing or a file in it cannot be read.</exception>
    public static string Markdown(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"there is no folder '{folder}'; write a result into it with 'fashion reproduce --out {folder}/NAME.json'");
        var text = new StringBuilder();
        text.AppendLine("| run | parameters | accuracy | macro F1 | top-1 | top-5 | mAP | CPU s |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (string file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            text.AppendLine(Row(Path.GetFileNameWithoutExtension(file), Read(file)));
        return text.ToString();
    }

    /// <summary>A text with the table between its two marks replaced.</summary>
    /// <exception cref="InputException">The marks are not there.</exception>
    public static string Insert(string text, string table)
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InputException($"the text has no lines '{Begin}' and '{End}' to put the table between; add them");
        return $"{text[..(begin + Begin.Length)]}\n{table}{text[end..]}";
    }

    private static ReproducedResult Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ReproducedResult>(File.ReadAllText(file), Answer.JsonOptions)
                ?? throw new JsonException("the file holds null");
        }
        catch (JsonException e)
        {
            throw new InputException($"'{file}' is no result of 'fashion reproduce' ({e.Message}); remove it or write it again", e);
        }
    }

    private static string Row(string name, ReproducedResult result)
    {
        string Cell(string figure) => result.Figures[figure] is { } s && result.Seeds.Count > 1
            ? $"{Answer.Percent(s.Mean)} ± {Answer.Percent(s.Sd)}"
            : Answer.Percent(result.Figures[figure].Mean);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name}: {result.ClassifierEpochs} + {result.SiameseEpochs} epochs, {result.Seeds.Count} seeds, n = {result.N} | {result.Parameters:N0} | {Cell("accuracy")} | {Cell("macro_f1")} | {Cell("top1")} | {Cell("top5")} | {Cell("map")} | {result.CpuSeconds.Mean:0} |");
    }
}
