using System.Net;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks.CrossValidation;

/// <summary>The report as one page that needs no other file: tables, and charts as SVG.</summary>
internal sealed class HtmlReport
{
    private const string Style = "body{font:15px/1.5 sans-serif;color:#333;max-width:1180px;margin:2rem auto;padding:0 1rem}"
        + "table{border-collapse:collapse;margin:1rem 0;font-size:14px}"
        + "caption{text-align:left;font-weight:bold;padding:.3rem 0;white-space:nowrap}"
        + "th,td{padding:.25rem .7rem;border-bottom:1px solid #ddd;text-align:right}td{white-space:nowrap}"
        + "th{vertical-align:bottom}th:first-child,td:first-child{text-align:left}"
        + ".charts{display:flex;flex-wrap:wrap;gap:1rem;align-items:center}.charts svg{max-width:100%;height:auto}.wide{overflow-x:auto}";

    private readonly StringBuilder html = new();
    private readonly CrossValidationResult result;

    private HtmlReport(CrossValidationResult result) => this.result = result;

    internal static string Of(CrossValidationResult result) => new HtmlReport(result).Page();

    private string Page()
    {
        html.Append(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append(CultureInfo.InvariantCulture,
            $"<title>Cross-validation</title><style>{Style}</style></head>\n<body><h1>Cross-validation</h1>\n");
        Conditions();
        CleanTable();
        CorruptedTable();
        Charts([NoiseChart(), AccuracyChart()]);
        Comparisons();
        foreach (ArchitectureResult net in result.Architectures)
            Architecture(net);
        Problems();
        return html.Append("</body></html>\n").ToString();
    }

    private void Conditions()
    {
        string counts = string.Join(", ", result.ClassCounts.Select(pair => $"{pair.Key} {pair.Value}"));
        string groups = result.Contributors == 0
            ? "Photos were split one by one."
            : $"All photos of a contributor are in one fold; there are {result.Contributors} contributors.";
        string balance = result.Balance is { } count ? $" After the split each class has {count} photos in a training part." : "";
        Paragraph($"n = {result.Count} photos ({counts}), each held out once in {result.FoldCount} stratified folds. {groups}{balance}");
        Paragraph($"Inputs of {result.Size}×{result.Size} pixels, seed {result.Seed}, {result.Threads} thread(s). "
            + "Figures are mean ± standard deviation over folds, in percent. "
            + "The photos held out also decide which epoch is kept, which flatters all nets alike.");
    }

    private void CleanTable() => Table("Clean photos",
        ["net", "weights", "parameters", "MMAC", "ms", "accuracy", "95 % interval", "macro-F1", "mAP"],
        [.. result.Architectures.Select(net => (string[])
        [
            net.Name, net.Weights ?? "random", Number(net.Parameters, "N0"), Number(net.Macs / 1e6, "0.0"),
            Number(net.Milliseconds, "0.00"),
            Percent(net.Clean.Accuracy), $"{Percent(net.Interval.Low)} – {Percent(net.Interval.High)}",
            Percent(net.Clean.MacroF1), Percent(net.Clean.MeanAveragePrecision),
        ]),
        .. result.Baselines.Select(pair => (string[])
        [
            pair.Key, "", "", "", "", Percent(pair.Value.Accuracy), "", Percent(pair.Value.MacroF1),
            Percent(pair.Value.MeanAveragePrecision),
        ])]);

    private void CorruptedTable() =>
        Table("Accuracy on worse photos: noise (σ on [0, 1]), blur (σ in pixels), JPEG (quality), brightness (factor)",
        ["net", "clean", .. result.Architectures[0].Corrupted.Keys],
        [.. result.Architectures.Select(net =>
            (string[])[net.Name, Percent(net.Clean.Accuracy), .. net.Corrupted.Values.Select(figures => Percent(figures.Accuracy))])]);

    private GenericChart NoiseChart() => Chart.Curves("Accuracy under Gaussian noise", "σ of the noise", "accuracy",
        [.. result.Architectures.Select(net =>
        {
            var points = net.Corrupted.Where(pair => pair.Key.StartsWith("noise ", StringComparison.Ordinal))
                .Select(pair => (Sigma: double.Parse(pair.Key["noise ".Length..], CultureInfo.InvariantCulture), pair.Value.Accuracy.Mean))
                .Prepend((Sigma: 0, net.Clean.Accuracy.Mean)).OrderBy(point => point.Sigma).ToList();
            return (net.Name, Values(points, point => point.Sigma), Values(points, point => point.Mean));
        })]).WithRange(y: (0, 1)).WithReading("a flat line bears noise well");

    private GenericChart AccuracyChart() => Chart.ClassBars(
            "Accuracy over the folds", "accuracy", [.. result.Architectures.Select(net => net.Name)],
            Values(result.Architectures, net => net.Clean.Accuracy.Mean), Values(result.Architectures, net => net.Clean.Accuracy.Sd),
            axis: "net")
        .WithRange(y: (0, 1)).WithReading("error bars are one standard deviation over folds");

    private void Comparisons()
    {
        if (result.Comparisons.Count > 0)
            Table("McNemar's test: photos that only one of two nets has right, and the probability of such a difference between equals",
                ["first", "second", "only first", "only second", "p"],
                [.. result.Comparisons.Select(pair => (string[])
                    [pair.First, pair.Second, $"{pair.Test.OnlyFirst}", $"{pair.Test.OnlySecond}", Number(pair.Test.PValue, "0.0000")])]);
    }

    private void Architecture(ArchitectureResult net)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(net.Name)}</h2>\n");
        Paragraph($"Recipe {net.Recipe}, {(net.Weights is null ? "from random weights" : $"from {net.Weights}")}.");
        Table("Folds", ["fold", "learnt from", "held out", "best epoch", "seconds", "accuracy", "macro-F1", "mAP"],
            [.. net.Folds.Select(fold => (string[])
            [
                $"{fold.Number}", $"{fold.TrainCount}", $"{fold.Clean.Count}", $"{fold.BestEpoch} of {fold.History.Count}",
                Number(fold.Seconds, "0.0"),
                Percent(fold.Clean.Accuracy), Percent(fold.Clean.MacroF1), Percent(fold.Clean.MeanAveragePrecision),
            ])]);
        html.Append("<div class=\"charts\">");
        Table("Classes, all folds together", ["class", "n", "precision", "recall", "F1"],
            [.. net.PerClass.Select(pair => (string[])
                [pair.Key, $"{pair.Value.Support}", Percent(pair.Value.Precision), Percent(pair.Value.Recall), Percent(pair.Value.F1)])]);
        html.Append(Chart.ConfusionMatrix([.. result.ClassCounts.Keys], net.Confusion).ToDrawing().Svg).Append("</div>\n");
        Charts(
        [
            Chart.LearningCurves(
                "Training loss", "loss", [.. net.Folds.Select(fold => ($"fold {fold.Number}", Values(fold.History, epoch => epoch.Loss)))]),
            Chart.LearningCurves(
                "Accuracy on the photos held out", "accuracy",
                [.. net.Folds.Select(fold => ($"fold {fold.Number}", Values(fold.History, epoch => epoch.Score)))]),
        ]);
    }

    private void Problems()
    {
        if (result.Problems.Count > 0)
            Table(
                $"{result.Problems.Count} files were left out", ["file", "why"],
                [.. result.Problems.Select(problem => (string[])[problem.Path, problem.Reason])]);
    }

    private void Paragraph(string text) => html.Append(CultureInfo.InvariantCulture, $"<p>{Escape(text)}</p>\n");

    private void Charts(IEnumerable<GenericChart> figures) =>
        html.Append(CultureInfo.InvariantCulture,
            $"<div class=\"charts\">{string.Concat(figures.Select(figure => figure.ToDrawing().Svg))}</div>\n");

    private void Table(string caption, IReadOnlyList<string> head, IReadOnlyList<string[]> rows)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><table><caption>{Escape(caption)}</caption><thead>");
        Row("th", head);
        html.Append("</thead><tbody>\n");
        foreach (string[] row in rows)
            Row("td", row);
        html.Append("</tbody></table></div>\n");
    }

    private void Row(string tag, IReadOnlyList<string> cells) =>
        html.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Escape(cell)}</{tag}>"))}</tr>\n");

    private static IReadOnlyList<double> Values<T>(IEnumerable<T> items, Func<T, double> value) => [.. items.Select(value)];

    private static string Percent(Spread spread) => $"{Percent(spread.Mean)} ± {Percent(spread.Sd)}";

    private static string Percent(double share) => Number(100 * share, "0.0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
