using System.Globalization;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>Runs a training command and says what came out.</summary>
internal static class TrainingAnswer
{
    /// <summary>Exit code 0, or 130 when Ctrl-C stopped it; the best checkpoint so far is kept then.</summary>
    public static int Run(Answer answer, Func<ProgressLine, TrainingReport> train)
    {
        using var progress = new ProgressLine();
        TrainingReport report = train(progress);
        progress.Dispose();
        Problems.Note(report.Problems, report.LeftOut);
        if (report.SingleGarments > 0)
            Answer.Note($"{report.SingleGarments} garments have one photo and take no part");
        TrainingResult result = report.Result;
        var document = new
        {
            checkpoint = report.Checkpoint,
            log = report.Log,
            architecture = report.Architecture,
            parameters = report.Parameters,
            classes = report.Classes,
            n_train = report.TrainCount,
            n_validation = report.ValidationCount,
            epochs = result.History.Count,
            best_epoch = result.BestEpoch,
            metrics = result.Best?.Metrics,
            probe_accuracy = result.ProbeAccuracy,
            seconds = Math.Round(result.Seconds, 2),
            load_seconds = Math.Round(report.LoadSeconds, 2),
            cancelled = result.Cancelled,
            collapsed = result.Collapsed,
            single_items = report.SingleGarments > 0 ? report.SingleGarments : (int?)null,
        };
        answer.Write(document, console => Show(console, report));
        return result.Cancelled ? 130 : 0;
    }

    private static void Show(IAnsiConsole console, TrainingReport report)
    {
        TrainingResult result = report.Result;
        string metrics = result.Best is { } best
            ? string.Join(", ", best.Metrics.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key} {m.Value:0.000}")))
            : "no epoch was finished";
        console.Line(result.Cancelled ? "stopped; the best epoch so far is kept" : $"trained {report.Architecture} on {report.TrainCount} photos");
        console.Line($"best epoch {result.BestEpoch} of {result.History.Count}: {metrics} (n = {report.ValidationCount})");
        if (report.Checkpoint is { } path)
            console.Line($"wrote {path} and {report.Log}");
    }
}
