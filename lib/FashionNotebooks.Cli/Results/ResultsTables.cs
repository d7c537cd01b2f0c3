namespace FashionNotebooks.Cli.Results;

/// <summary>The tables of README.md and RESULTS.md, from the files of <c>data/results</c>.</summary>
internal static class ResultsTables
{
    private const string Noise = "noise ";

    public static IReadOnlyList<MarkdownTable> Of(ResultsFolder results) =>
        [Recipes(results), Transfer(results), Folds(results), NoisyFolds(results), Ablations(results)];

    /// <summary>A text with those tables in it that it has marks for.</summary>
    /// <exception cref="InputException">It has marks for none, or a mark without its end.</exception>
    public static string WriteInto(string text, ResultsFolder results)
    {
        IReadOnlyList<MarkdownTable> tables = Of(results);
        MarkdownTable[] here = [.. tables.Where(table => text.Contains(table.Begin, StringComparison.Ordinal))];
        return here.Length > 0 ? here.Aggregate(text, (written, table) => table.InsertInto(written))
            : throw new InputException($"the text has no line as '{tables[0].Begin}' that begins a table; add it, and its end");
    }

    private static MarkdownTable Recipes(ResultsFolder results) => new(
        "results",
        ["run", "parameters", "accuracy", "macro F1", "top-1", "top-5", "mAP", "CPU s"],
        [.. results.Reproduced.Where(file => file.Result.Weights is null).Select(file => (string[])
        [
            Run(file.Name, file.Result), .. Figures(file.Result, "accuracy", "macro_f1", "top1", "top5", "map"),
        ])]);

    private static MarkdownTable Transfer(ResultsFolder results) => new(
        "transfer",
        ["run", "net", "input", "parameters", "linear probe", "fine-tuned", "macro F1", "top-1", "mAP", "CPU s"],
        [.. results.Reproduced.Where(file => file.Result.Weights is not null).Select(file => (string[])
        [
            Run(file.Name, file.Result), file.Result.Architecture, $"{file.Result.Size} px",
            .. Figures(file.Result, "probe_accuracy", "accuracy", "macro_f1", "top1", "map"),
        ])]);

    private static MarkdownTable Folds(ResultsFolder results) => new(
        "crossvalidation",
        ["run", "net", "start", "parameters", "MMAC", "ms", "accuracy", "95 % interval", "macro F1", "mAP"],
        [.. results.CrossValidated.SelectMany(file => file.Result.Architectures.Select(net => (string[])
            [
                Run(file.Name, file.Result), net.Name, net.Weights is null ? "random" : "pretrained",
                Count(net.Parameters), $"{net.Macs / 1e6:0.0}", $"{net.Milliseconds:0.0}",
                Cell(net.Clean.Accuracy), Answer.Percent(net.Interval), Cell(net.Clean.MacroF1), Cell(net.Clean.MeanAveragePrecision),
            ]).Concat(file.Result.Baselines.Select(pair => (string[])
            [
                Run(file.Name, file.Result), pair.Key, "", "", "", "", Cell(pair.Value.Accuracy), "", Cell(pair.Value.MacroF1),
                Cell(pair.Value.MeanAveragePrecision),
            ])))]);

    private static MarkdownTable NoisyFolds(ResultsFolder results)
    {
        string[] sigmas = [.. results.CrossValidated.SelectMany(file => file.Result.Architectures).SelectMany(net => net.Corrupted.Keys)
            .Where(key => key.StartsWith(Noise, StringComparison.Ordinal)).Distinct()
                .OrderBy(key => double.TryParse(key[Noise.Length..], CultureInfo.InvariantCulture, out double sigma) ? sigma : 0)];
        return new(
            "crossvalidation-noise",
            ["run", "net", "clean", .. sigmas.Select(key => $"σ = {key[Noise.Length..]}")],
            [.. results.CrossValidated.SelectMany(file => file.Result.Architectures.Select(net => (string[])
            [
                file.Name, net.Name, Cell(net.Clean.Accuracy),
                .. sigmas.Select(key => net.Corrupted.TryGetValue(key, out SpreadFigures? noisy) ? Cell(noisy.Accuracy) : ""),
            ]))]);
    }

    private static MarkdownTable Ablations(ResultsFolder results) => new(
        "finegrained",
        ["run", "model", "near-twins, AUC", "95 % interval", "EER", "TAR at 1 % FAR", "one class, AUC", "recall@1", "95 % interval",
            "CPU s"],
        [.. results.Ablated.SelectMany(file => file.Result.AblationRuns.GroupBy(run => run.Name).Select(runs => (string[])
        [
            $"{file.Name}: {file.Result.Architecture}, {file.Result.Size} px, {file.Result.Epochs} epochs, "
                + $"{runs.Count()} seeds, {runs.First().Pairs.Counts.GetValueOrDefault("items")} items",
            runs.Key,
            Over(runs, "near-twin.auc"), Interval(runs, "near-twin.auc"), Over(runs, "near-twin.eer"),
            Over(runs, "near-twin.tar_at_far_1e_2"),
            Over(runs, "same-class.auc"), Over(runs, "recall_at_1"), Interval(runs, "recall_at_1"),
            $"{runs.Average(run => run.CpuSeconds):0}",
        ]))]);

    private static string Over(IEnumerable<AblationRun> runs, string figure) =>
        runs.All(run => run.Pairs.Values.ContainsKey(figure)) ? Cell(Spread.Of([.. runs.Select(run => run.Pairs.Values[figure])])) : "";

    // Of the seed in the middle: that of the pairs, next to the spread over the seeds.
    private static string Interval(IEnumerable<AblationRun> runs, string figure)
    {
        AblationRun[] ordered = [.. runs.Where(run => run.Pairs.Values.ContainsKey(figure) && run.Pairs.Intervals.ContainsKey(figure))
            .OrderBy(run => run.Pairs.Values[figure])];
        return ordered.Length == 0 ? "" : Answer.Percent(ordered[ordered.Length / 2].Pairs.Intervals[figure]);
    }

    private static string Run(string name, ReproducedResult result)
    {
        string epochs = result.SiameseEpochs is { } second ? $"{result.ClassifierEpochs} + {second}" : $"{result.ClassifierEpochs}";
        return $"{name}: {epochs} epochs, {result.Seeds.Count} seeds, n = {result.N}";
    }

    private static string Run(string name, CrossValidationResult result) =>
        $"{name}: {result.FoldCount} folds, {result.Size} px, n = {result.Count}";

    // Between the parameters and the time; a figure that was not measured is an empty cell.
    private static string[] Figures(ReproducedResult result, params string[] names) =>
    [
        Count(result.Parameters),
        .. names.Select(name => result.Figures.TryGetValue(name, out Spread? spread) ? Cell(spread) : ""),
        $"{result.CpuSeconds.Mean:0}",
    ];

    private static string Cell(Spread spread) => spread.Values.Count > 1 ? Answer.Percent(spread) : Answer.Percent(spread.Mean);

    private static string Count(long number) => $"{number:N0}";
}

/// <summary>A Markdown table with a place of its own in a text: between <c>&lt;!-- mark --&gt;</c> and
/// <c>&lt;!-- /mark --&gt;</c>.</summary>
internal sealed class MarkdownTable(string mark, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
{
    /// <summary>The table; nothing when it has no rows.</summary>
    public override string ToString()
    {
        if (rows.Count == 0)
            return "";
        var text = new StringBuilder();
        text.AppendLine(Line(head)).AppendLine($"|{string.Concat(head.Select(_ => "---|"))}");
        foreach (IReadOnlyList<string> row in rows)
            text.AppendLine(Line(row));
        return text.ToString();
    }

    public string Begin => $"<!-- {mark} -->";

    /// <summary>A text with this table in its place.</summary>
    /// <exception cref="InputException">The marks are not there.</exception>
    public string InsertInto(string text)
    {
        string end = $"<!-- /{mark} -->";
        int from = text.IndexOf(Begin, StringComparison.Ordinal), to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InputException($"the text has no lines '{Begin}' and '{end}' to put the table between; add them");
        return $"{text[..(from + Begin.Length)]}\n{this}{text[to..]}";
    }

    private static string Line(IReadOnlyList<string> cells) =>
        $"|{string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"))}";
}
