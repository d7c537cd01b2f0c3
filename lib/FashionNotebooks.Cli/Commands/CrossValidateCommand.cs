namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion crossvalidate</c>.</summary>
internal static class CrossValidateCommand
{
    private const int MostBalance = 100_000;

    public static Command Create()
    {
        var command = new CliCommand(
            "crossvalidate", "Train nets on k folds and compare them: clean and worse pictures, one report. A stopped run goes on.");
        command.TakesData();
        var architectures = command.List(
            "--arch", "a,b,…", $"Nets to compare, of {string.Join(", ", Architectures.Names)}.", [.. Architectures.Names]);
        architectures.Required = true;
        var folds = command.Whole("--folds", "Number of folds, at least 2.", 5);
        var output = command.Required("--out", "DIR", "Where models and reports go; several nets have a folder each.", output: true);
        var labels = command.Optional(
            "--labels", "FILE", "Rules from file names to classes, 'class: pattern …' a line (default: the class folders).");
        var corrections = command.Optional(
            "--corrections", "FILE", "A CSV file of label corrections to apply (file,label); delete as a label leaves a photo out.");
        var classes = command.List("--classes", "a,b,…", "Class folders to use (default: all).");
        var balance = command.OptionalCount("--balance", "Pictures of each class in a training part; fewer are repeated.");
        var weights = command.Optional("--weights", "PATH", "A file of weights to start from, or a folder with one for each net"
            + ", or the name of weights that 'weights get' made ready.");
        var freeze = command.OptionalCount(
            "--freeze", "Stages of the backbone that keep the --weights, counted from the picture.", int.MinValue);
        var recipe = command.Choice(
            "--recipe", "Settings of training (default: crossvalidation; finetune where there are weights).", Recipe.Names);
        var epochs = command.OptionalCount("--epochs", "Passes over the training pictures at most (default: the recipe's).");
        var rate = command.Number("--lr", "X", "Learning rate (default: the recipe's).");
        var batch = command.OptionalCount("--batch-size", "Pictures in a step (default: the recipe's).");
        var patience = command.OptionalCount("--patience", "Epochs without a better one after which a fold stops (default: the recipe's).");
        var size = command.Count("--size", "Input width and height in pixels.", 64);
        var noise = command.WithDefault(
            "--noise", "S,…", "Standard deviations of Gaussian noise to try, on pixels in [0, 1].", "0.05,0.1,0.2");
        noise.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))
                .Where(text => !(Sigma(text) > 0)))
                result.AddError($"'{text}' is not a number above 0 for --noise.");
        });
        command.Refuse(line => line.GetValue(balance) > MostBalance, $"--balance takes at most {MostBalance} photos of a class.");
        return command.Computes(line =>
        {
            var options = new CrossValidationOptions
            {
                Data = line.Data,
                Output = line.Get(output),
                Architectures = [.. line.Get(architectures)!.Select(name => NamedWeights.ArchitectureFor(line.Get(weights), name)!)],
                Folds = line.Get(folds),
                Labels = line.Get(labels),
                Corrections = line.Get(corrections),
                Classes = line.Get(classes),
                Balance = line.Get(balance),
                Weights = NamedWeights.File(line.Get(weights)),
                Freeze = line.Get(freeze) ?? 0,
                Recipe = line.Get(recipe) is { } name ? Recipe.Named(name) : null,
                Adjust = settings => TrainingOverrides.Changed(settings, line.Get(epochs), line.Get(rate), line.Get(batch)) with
                {
                    Patience = line.Get(patience) ?? settings.Patience,
                },
                Size = line.Get(size),
                Noise = [.. line.Get(noise).Split(',', StringSplitOptions.TrimEntries).Select(Sigma)],
                Seed = line.Seed,
                Decoding = line.Progress.Load("decoding"),
                Notes = ProgressLine.Notes,
            };
            CrossValidationResult result = CrossValidator.Run(options, line.Progress, line.Cancellation);
            line.NoteProblems(result.Problems, []);
            line.Answer(result, console => Show(console, result, options.Output));
        });
    }

    // Not finite, and so not above 0, for what is no number.
    private static double Sigma(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : double.NaN;

    private static void Show(IAnsiConsole console, CrossValidationResult result, string output)
    {
        var table = new Table().AddColumns("net", "parameters", "MMAC", "ms", "accuracy", "95 % interval", "macro F1", "mAP")
            .Caption($"n = {result.Count}, {result.FoldCount} folds, mean ± sd in %");
        foreach (ArchitectureResult net in result.Architectures)
            table.AddRow(
                Markup.Escape(net.Name), $"{net.Parameters}", $"{net.Macs / 1e6:0.0}", $"{net.Milliseconds:0.00}",
                Answer.Percent(net.Clean.Accuracy),
                Answer.Percent(net.Interval), Answer.Percent(net.Clean.MacroF1), Answer.Percent(net.Clean.MeanAveragePrecision));
        foreach (var (name, figures) in result.Baselines)
            table.AddRow(
                name, "", "", "", Answer.Percent(figures.Accuracy), "", Answer.Percent(figures.MacroF1),
                Answer.Percent(figures.MeanAveragePrecision));
        console.Write(table);
        var worse = new Table().AddColumns(["accuracy, %", .. result.Architectures[0].Corrupted.Keys]);
        foreach (ArchitectureResult net in result.Architectures)
            worse.AddRow([Markup.Escape(net.Name), .. net.Corrupted.Values.Select(figures => Answer.Percent(figures.Accuracy))]);
        console.Write(worse);
        console.Line($"wrote {Path.Combine(output, "report.html")}, report.json and report.csv");
    }
}
