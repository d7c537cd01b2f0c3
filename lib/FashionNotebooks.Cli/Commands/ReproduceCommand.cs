namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion reproduce</c>: a recipe over several seeds; its file in <c>data/results</c> is a
/// row of the README's table.</summary>
internal static class ReproduceCommand
{
    public static Command Create()
    {
        var command = new CliCommand(
            "reproduce", "Train a recipe with several seeds and write mean and standard deviation of every figure.");
        command.TakesData();
        var recipe = command.Choice(
            "--recipe",
            "Settings of both stages; finegrained trains that encoder with and without each of its parts, and goes on where it was "
            + "stopped.",
            [.. Recipe.Names, Ablation.RecipeName]);
        recipe.Required = true;
        var seeds = command.Count("--seeds", "How many seeds, counted up from --seed.", 3);
        var output = command.Required("--out", "FILE", "The JSON file to write.", output: true);
        var epochs = command.OptionalCount("--epochs", "Epochs of the classifier (default: the recipe's).", int.MinValue);
        var rate = command.Number("--lr", "X", "Learning rate of the classifier (default: the recipe's).");
        var siameseEpochs = command.OptionalCount("--siamese-epochs", "Epochs of the encoder (default: the recipe's).", int.MinValue);
        var siameseRate = command.Number("--siamese-lr", "X", "Learning rate of the encoder (default: the recipe's).");
        var weights = command.Optional("--weights", "FILE", TrainCommands.WeightsHelp);
        var freeze = command.OptionalCount(
            "--freeze", "Stages of the backbone that keep the --weights (default: none; the recipe's for finegrained).", int.MinValue);
        var classes = command.List("--classes", "a,b,…", "Class folders to use (default: those of the references, else all).");
        var classifierOnly = command.Switch("--classifier-only", "Train no encoder.");
        var teacher = command.Optional("--teacher", "FILE", $"For the encoder. {TrainCommands.TeacherHelp}");
        var input = new InputOptions(command);
        return command.Computes(line =>
        {
            if (line.Seed > long.MaxValue - line.Get(seeds))
                throw new InputException($"{line.Get(seeds)} seeds from {line.Seed} on are more than there are; take a smaller --seed");
            long[] all = [.. Enumerable.Range(0, line.Get(seeds)).Select(i => line.Seed + i)];
            if (line.Get(recipe) == Ablation.RecipeName)
                TakeApart(all);
            else
                Repeat(all, WithNet(Recipe.Named(line.Get(recipe)!)));

            Recipe WithNet(Recipe chosen) =>
                chosen with { Architecture = NamedWeights.ArchitectureFor(line.Get(weights), null) ?? chosen.Architecture };

            void TakeApart(long[] seeds)
            {
                Recipe start = WithNet(line.Get(weights) is null ? Recipe.Best : Recipe.Finetune);
                FineGrainedRecipe fine = TrainingOverrides.Changed(start.FineGrained, line.Get(epochs), line.Get(rate)) with
                {
                    FrozenStages = line.Get(freeze) ?? start.FineGrained.FrozenStages,
                };
                var whole = new FineGrainedTraining
                {
                    Data = line.Data,
                    Output = "fine.safetensors",
                    Architecture = start.Architecture,
                    Recipe = start with { FineGrained = fine },
                    Weights = NamedWeights.File(line.Get(weights)),
                    Preprocessing = input.Rule(line, start.Architecture, fine.InputSize),
                };
                AblationResult parts = new Ablation(whole, line.Get(output), line).Run(seeds);
                line.Answer(parts, console => console.Write(Tables.Ablation(parts)));
            }

            void Repeat(long[] seeds, Recipe named)
            {
                Recipe start = line.Get(teacher) is null ? named : named.Taught, settings = start with
                {
                    Classifier = TrainingOverrides.Changed(start.Classifier, line.Get(epochs), line.Get(rate)),
                    Siamese = TrainingOverrides.Changed(start.Siamese, line.Get(siameseEpochs), line.Get(siameseRate)),
                };
                var options = new ClassifierTraining
                {
                    Data = line.Data,
                    Output = "classifier.safetensors",
                    Recipe = settings,
                    Classes = line.Get(classes),
                    Weights = NamedWeights.File(line.Get(weights)),
                    Freeze = line.Get(freeze) ?? 0,
                    Preprocessing = input.Rule(line, settings.Architecture),
                };
                RecipeRun[] runs = [.. seeds.Select(seed =>
                    RecipeRun.Of(options with { Seed = seed }, !line.Get(classifierOnly), line.Get(teacher), line))];
                ReproducedResult result = ReproducedResult.Of(settings, options.Weights, seeds, line.Threads, runs) with
                {
                    Teacher = Path.GetFileName(line.Get(teacher)),
                };
                AtomicFile.WriteText(line.Get(output), JsonSerializer.Serialize(result, Answer.JsonOptions) + "\n");
                line.Answer(result, console => Show(console, result));
            }
        });
    }

    private static void Show(IAnsiConsole console, ReproducedResult result)
    {
        var table = new Table().AddColumns("figure", "mean ± sd, %", "each")
            .Caption($"n = {result.N}, {result.Seeds.Count} seeds, {result.Threads} thread(s)");
        foreach (var (name, spread) in result.Figures)
            table.AddRow(name, Answer.Percent(spread), string.Join(" ", spread.Values.Select(Answer.Percent)));
        console.Write(table);
    }
}
