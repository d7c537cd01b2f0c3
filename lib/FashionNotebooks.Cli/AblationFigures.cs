using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Cli;

/// <summary>What is kept of a <see cref="PairReport"/>; fractions.</summary>
/// <param name="Values">Each figure by its name, those of a difficulty or detail after its name: <c>near-twin.auc</c>.</param>
/// <param name="Intervals">95 % intervals by the same names.</param>
/// <param name="Counts">Pairs of one item, pairs of two of each kind, items and pictures that were searched.</param>
internal sealed record AblationFigures(IReadOnlyDictionary<string, double> Values, IReadOnlyDictionary<string, Interval> Intervals, IReadOnlyDictionary<string, int> Counts)
{
    public static AblationFigures Of(PairReport report)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var intervals = new SortedDictionary<string, Interval>(StringComparer.Ordinal);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["same"] = report.SameCount };
        foreach (var (name, figures) in report.PerDifficulty.Concat(report.PerDetail).Prepend(new("all", report)))
        {
            counts[name] = figures.DifferentCount;
            foreach (var (figure, value) in (ReadOnlySpan<(string, double)>)[("auc", figures.Auc), ("eer", figures.EqualErrorRate), ("tar_at_far_1e_2", figures.TarAtHundredth)])
            {
                values[$"{name}.{figure}"] = value;
                intervals[$"{name}.{figure}"] = figures.Intervals[figure];
            }
        }
        if (report.Search is { } search)
        {
            (counts["items"], counts["pictures"]) = (search.Items, search.Count);
            (values["recall_at_1"], values["recall_at_5"]) = (search.RecallAt1, search.RecallAt5);
            (intervals["recall_at_1"], intervals["recall_at_5"]) = (search.Intervals["recall_at_1"], search.Intervals["recall_at_5"]);
        }
        return new AblationFigures(values, intervals, counts);
    }
}
