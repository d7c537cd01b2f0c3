using System.CommandLine;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion evaluate classifier</c>.</summary>
internal static class EvaluateClassifierCommand
{
    public static Command Create()
    {
        var command = new Command("classifier", "Accuracy, precision, recall, F1, mAP and the confusion matrix, with 95 % intervals.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The classifier's checkpoint.", Required = true };
        var data = new DataOption(command);
        var split = new Option<string>("--split") { HelpName = "NAME", Description = "Which split of DIR to score, when it has splits.", DefaultValueFactory = _ => "validation" };
        var noise = new Option<double>("--noise") { HelpName = "X", Description = "Standard deviation of Gaussian noise on pixels in [0, 1]." };
        noise.Validators.Add(ComputeOptions.NotNegative);
        command.Add(model);
        command.Add(split);
        command.Add(noise);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            using var progress = new ProgressLine();
            using PhotoSet photos = Photos.Load(data.Require(line), line.GetValue(split)!, trained, compute.Threads(line), progress, cancellation);
            progress.Dispose();
            ClassificationReport report = ClassifierEvaluation.Of(trained, photos, line.GetValue(noise), compute.Seed(line), cancellation);
            compute.Answer(line).Write(report, console => Show(console, report, trained.Classes));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(IAnsiConsole console, ClassificationReport report, IReadOnlyList<string> classes)
    {
        console.Write(Tables.Figures(report.Count, report.Intervals,
            ("accuracy", report.Accuracy, "accuracy"), ("macro precision", report.MacroPrecision, "macro_precision"),
            ("macro recall", report.MacroRecall, "macro_recall"), ("macro F1", report.MacroF1, "macro_f1"),
            ("mAP", report.MeanAveragePrecision, "map")));
        var perClass = new Table().AddColumns("class", "n", "precision", "recall", "F1");
        foreach (var (name, scores) in report.PerClass)
            perClass.AddRow(Markup.Escape(name), $"{scores.Support}", Answer.Percent(scores.Precision), Answer.Percent(scores.Recall), Answer.Percent(scores.F1));
        console.Write(perClass);
        var confusion = new Table().Title("rows: true, columns: predicted").AddColumn("");
        foreach (string name in classes)
            confusion.AddColumn(Markup.Escape(name));
        for (int row = 0; row < classes.Count; row++)
            confusion.AddRow([Markup.Escape(classes[row]), .. report.Confusion[row].Select(count => count == 0 ? "." : $"{count}")]);
        console.Write(confusion);
    }
}
