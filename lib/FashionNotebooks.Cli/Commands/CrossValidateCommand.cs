using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FashionNotebooks.Cli.Weights;
using FashionNotebooks.CrossValidation;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion crossvalidate</c>.</summary>
internal static class CrossValidateCommand
{
    public static Command Create()
    {
        var command = new Command("crossvalidate", "Train nets on k folds and compare them: clean and worse pictures, one report. A stopped run goes on.");
        var data = new DataOption(command);
        var architectures = new Option<string>("--arch") { HelpName = "a,b,…", Description = $"Nets to compare, of {string.Join(", ", Architectures.Names)}.", Required = true };
        var folds = new Option<int>("--folds") { HelpName = "N", Description = "Number of folds, at least 2.", DefaultValueFactory = _ => 5 };
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Where models and reports go; several nets have a folder each.", Required = true };
        var labels = new Option<string?>("--labels") { HelpName = "FILE", Description = "Rules from file names to classes, 'class: pattern …' a line (default: the class folders)." };
        var corrections = new Option<string?>("--corrections") { HelpName = "FILE", Description = "A CSV file of label corrections to apply (file,label)." };
        var classes = new Option<string?>("--classes") { HelpName = "a,b,…", Description = "Class folders to use (default: all)." };
        var balance = new Option<int?>("--balance") { HelpName = "N", Description = "Pictures of each class in a training part; fewer are repeated." };
        var weights = new Option<string?>("--weights") { HelpName = "PATH", Description = "A file of weights to start from, or a folder with one for each net, or the name of weights that 'weights get' made ready." };
        var freeze = new Option<int>("--freeze") { HelpName = "N", Description = "Stages of the backbone that keep the --weights, counted from the picture." };
        var recipe = new Option<string?>("--recipe") { Description = "Settings of training (default: crossvalidation; finetune where there are weights)." };
        var epochs = new Option<int?>("--epochs") { HelpName = "N", Description = "Passes over the training pictures at most (default: the recipe's)." };
        var rate = new Option<double?>("--lr") { HelpName = "X", Description = "Learning rate (default: the recipe's)." };
        var batch = new Option<int?>("--batch-size") { HelpName = "N", Description = "Pictures in a step (default: the recipe's)." };
        var patience = new Option<int?>("--patience") { HelpName = "N", Description = "Epochs without a better one after which a fold stops (default: the recipe's)." };
        var size = new Option<int>("--size") { HelpName = "N", Description = "Input width and height in pixels.", DefaultValueFactory = _ => 64 };
        var noise = new Option<string>("--noise") { HelpName = "S,…", Description = "Standard deviations of Gaussian noise to try, on pixels in [0, 1].", DefaultValueFactory = _ => "0.05,0.1,0.2" };
        recipe.AcceptOnlyFromAmong([.. Recipe.Names]);
        noise.Validators.Add(Sigmas);
        architectures.Validators.Add(KnownNets);
        foreach (Option<int?> option in new[] { balance, epochs, batch, patience })
            option.Validators.Add(ComputeOptions.Positive);
        size.Validators.Add(ComputeOptions.Positive);
        foreach (Option option in (Option[])[architectures, folds, output, labels, corrections, classes, balance, weights, freeze, recipe, epochs, rate, batch, patience, size, noise])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var progress = new ProgressLine();
            var options = new CrossValidationOptions
            {
                Data = data.Require(line),
                Output = line.GetValue(output)!,
                Architectures = [.. TrainClassifierCommand.Names(line.GetValue(architectures))!.Select(name => NamedWeights.ArchitectureFor(line.GetValue(weights), name)!)],
                Folds = line.GetValue(folds),
                Labels = line.GetValue(labels),
                Corrections = line.GetValue(corrections),
                Classes = TrainClassifierCommand.Names(line.GetValue(classes)),
                Balance = line.GetValue(balance),
                Weights = NamedWeights.File(line.GetValue(weights)),
                Freeze = line.GetValue(freeze),
                Recipe = line.GetValue(recipe) is { } name ? Recipe.Named(name) : null,
                Adjust = settings => settings with
                {
                    Epochs = line.GetValue(epochs) ?? settings.Epochs,
                    LearningRate = line.GetValue(rate) ?? settings.LearningRate,
                    BatchSize = line.GetValue(batch) ?? settings.BatchSize,
                    Patience = line.GetValue(patience) ?? settings.Patience,
                },
                Size = line.GetValue(size),
                Noise = [.. Numbers(line.GetValue(noise)!)],
                Seed = compute.Seed(line),
                Decoding = progress.Load("decoding"),
            };
            CrossValidationResult result = CrossValidator.Run(options, progress, cancellation);
            progress.Dispose();
            Problems.Note(result.Problems, []);
            compute.Answer(line).Write(result, console => Show(console, result, options.Output));
            return Task.FromResult(0);
        });
        return command;
    }

    private static IEnumerable<double> Numbers(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture));

    private static void KnownNets(OptionResult result)
    {
        foreach (string name in result.Tokens.SelectMany(token => TrainClassifierCommand.Names(token.Value)!).Where(name => !Architectures.Names.Contains(name)))
            result.AddError($"'{name}' is no net; choose from {string.Join(", ", Architectures.Names)}.");
    }

    private static void Sigmas(OptionResult result)
    {
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value > 0) || double.IsInfinity(value))
                result.AddError($"'{text}' is not a number above 0 for {result.Option.Name}.");
        }
    }

    private static void Show(IAnsiConsole console, CrossValidationResult result, string output)
    {
        var table = new Table().AddColumns("net", "parameters", "MMAC", "ms", "accuracy", "95 % interval", "macro F1", "mAP")
            .Caption($"n = {result.Count}, {result.FoldCount} folds, mean ± sd in %");
        foreach (ArchitectureResult net in result.Architectures)
            table.AddRow(Markup.Escape(net.Name), $"{net.Parameters}", (net.Macs / 1e6).ToString("0.0", CultureInfo.InvariantCulture),
                net.Milliseconds.ToString("0.00", CultureInfo.InvariantCulture), Text(net.Clean.Accuracy),
                $"{Answer.Percent(net.Interval.Low)} – {Answer.Percent(net.Interval.High)}", Text(net.Clean.MacroF1), Text(net.Clean.MeanAveragePrecision));
        foreach (var (name, figures) in result.Baselines)
            table.AddRow(name, "", "", "", Text(figures.Accuracy), "", Text(figures.MacroF1), Text(figures.MeanAveragePrecision));
        console.Write(table);
        var worse = new Table().AddColumn("accuracy, %");
        foreach (string corruption in result.Architectures[0].Corrupted.Keys)
            worse.AddColumn(corruption);
        foreach (ArchitectureResult net in result.Architectures)
            worse.AddRow([Markup.Escape(net.Name), .. net.Corrupted.Values.Select(figures => Text(figures.Accuracy))]);
        console.Write(worse);
        console.Line($"wrote {Path.Combine(output, "report.html")}, report.json and report.csv");
    }

    private static string Text(Spread spread) => $"{Answer.Percent(spread.Mean)} ± {Answer.Percent(spread.Sd)}";
}
