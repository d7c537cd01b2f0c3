namespace FashionNotebooks.Cli;

/// <summary>Figures as tables for people: in percent, with n and 95 % intervals.</summary>
internal static class Tables
{
    public static Table Figures(
        int count, IReadOnlyDictionary<string, Interval> intervals, params (string Label, double Value, string Name)[] figures)
    {
        var table = new Table().AddColumns("figure", "%", "95 % interval").Caption($"n = {count}");
        foreach (var (label, value, name) in figures)
            table.AddRow(label, Answer.Percent(value), intervals.TryGetValue(name, out Interval interval) ? Answer.Percent(interval) : "");
        return table;
    }

    public static Table Search(RetrievalReport report) => Figures(report.Count, report.Intervals,
        ("top-1", report.Top1, "top1"), ("top-5", report.Top5, "top5"), ("MRR", report.MeanReciprocalRank, "mrr"),
        ("mAP", report.MeanAveragePrecision, "map"), ("R-precision", report.RPrecision, "r_precision"),
        ("MAP@R", report.MapAtR, "map_at_r"));

    /// <summary>A row for all pairs, for each difficulty and for each detail of near-twins.</summary>
    public static Table Pairs(PairReport report)
    {
        var table = new Table().AddColumns("pairs of two items", "n", "AUC", "95 % interval", "EER", "TAR at 1 % FAR", "TAR at 0.1 % FAR")
            .Caption($"against {report.SameCount} pairs of one item; figures in %");
        var details = report.PerDetail.Select(pair => KeyValuePair.Create($"- {pair.Key}", pair.Value));
        foreach (var (name, figures) in report.PerDifficulty.Prepend(new("all", report)).Concat(details))
            table.AddRow(
                name, $"{figures.DifferentCount}", Answer.Percent(figures.Auc), Answer.Percent(figures.Intervals["auc"]),
                Answer.Percent(figures.EqualErrorRate), Answer.Percent(figures.TarAtHundredth), Answer.Percent(figures.TarAtThousandth));
        return table;
    }

    /// <summary>A row for the pictures as they are and for each change, a column for each difficulty.</summary>
    public static Table Robustness(PairReport clean, IReadOnlyDictionary<string, PairReport> changed)
    {
        string[] difficulties = [.. clean.PerDifficulty.Keys];
        var table = new Table().AddColumns(["second picture", "AUC of all pairs", .. difficulties.Select(name => $"AUC, {name}")])
            .Caption("figures in %");
        foreach (var (name, report) in changed.Prepend(new("as it is", clean)))
            table.AddRow([name, Answer.Percent(report.Auc),
                .. difficulties.Select(difficulty => Answer.Percent(report.PerDifficulty[difficulty].Auc))]);
        return table;
    }

    /// <summary>A row for each part of the fine-grained recipe, means over the seeds.</summary>
    public static Table Ablation(AblationResult result)
    {
        string[] figures = ["near-twin.auc", "near-twin.eer", "near-twin.tar_at_far_1e_2", "same-class.auc", "other-class.auc",
            "recall_at_1"];
        var table = new Table().AddColumns(["model", "seeds", .. figures])
            .Caption($"{result.Architecture}, {result.Size} px, {result.Epochs} epochs; figures in %");
        foreach (var runs in result.AblationRuns.GroupBy(run => run.Name))
            table.AddRow([runs.Key, $"{runs.Count()}", .. figures.Select(figure => Over(runs, figure))]);
        return table;
    }

    private static string Over(IEnumerable<AblationRun> runs, string figure) =>
        runs.Select(run => run.Pairs.Values).Where(values => values.ContainsKey(figure)).Select(values => values[figure])
            .ToList() is { Count: > 0 } found
            ? Answer.Percent(Spread.Of(found))
            : "";
}
