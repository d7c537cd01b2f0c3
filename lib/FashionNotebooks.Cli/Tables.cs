using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Cli;

/// <summary>Figures as tables for people: in percent, with n and 95 % intervals.</summary>
internal static class Tables
{
    public static Table Figures(int count, IReadOnlyDictionary<string, Interval> intervals, params (string Label, double Value, string Name)[] figures)
    {
        var table = new Table().AddColumns("figure", "%", "95 % interval").Caption($"n = {count}");
        foreach (var (label, value, name) in figures)
        {
            string interval = intervals.TryGetValue(name, out Interval i) ? $"{Answer.Percent(i.Low)} – {Answer.Percent(i.High)}" : "";
            table.AddRow(label, Answer.Percent(value), interval);
        }
        return table;
    }

    public static Table Search(RetrievalReport report) => Figures(report.Count, report.Intervals,
        ("top-1", report.Top1, "top1"), ("top-5", report.Top5, "top5"), ("MRR", report.MeanReciprocalRank, "mrr"),
        ("mAP", report.MeanAveragePrecision, "map"), ("R-precision", report.RPrecision, "r_precision"), ("MAP@R", report.MapAtR, "map_at_r"));

    /// <summary>A row for all pairs and for each difficulty.</summary>
    public static Table Pairs(PairReport report)
    {
        var table = new Table().AddColumns("pairs of two items", "n", "AUC", "95 % interval", "EER", "TAR at 1 % FAR", "TAR at 0.1 % FAR")
            .Caption($"against {report.SameCount} pairs of one item; figures in %");
        foreach (var (name, figures) in report.PerDifficulty.Prepend(new("all", report)))
        {
            Interval interval = figures.Intervals["auc"];
            table.AddRow(name, Answer.Count(figures.DifferentCount), Answer.Percent(figures.Auc), $"{Answer.Percent(interval.Low)} – {Answer.Percent(interval.High)}",
                Answer.Percent(figures.EqualErrorRate), Answer.Percent(figures.TarAtHundredth), Answer.Percent(figures.TarAtThousandth));
        }
        return table;
    }
}
