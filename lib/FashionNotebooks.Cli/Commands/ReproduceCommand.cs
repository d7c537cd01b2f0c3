using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using FashionNotebooks.Cli.Weights;
using FashionNotebooks.Photos;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion reproduce</c>: a recipe over several seeds; its file in <c>data/results</c> is a row of the README's table.</summary>
internal static class ReproduceCommand
{
    public static Command Create()
    {
        var command = new Command("reproduce", "Train a recipe with several seeds and write mean and standard deviation of every figure.");
        var data = new DataOption(command);
        var recipe = new Option<string>("--recipe") { Description = "Settings of both stages; finegrained trains that encoder with and without each of its parts, and goes on where it was stopped.", Required = true };
        recipe.AcceptOnlyFromAmong([.. Recipe.Names, Ablation.RecipeName]);
        var seeds = new Option<int>("--seeds") { HelpName = "N", Description = "How many seeds, counted up from --seed.", DefaultValueFactory = _ => 3 };
        seeds.Validators.Add(ComputeOptions.Positive);
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The JSON file to write.", Required = true };
        var epochs = new Option<int?>("--epochs") { HelpName = "N", Description = "Epochs of the classifier (default: the recipe's)." };
        var rate = new Option<double?>("--lr") { HelpName = "X", Description = "Learning rate of the classifier (default: the recipe's)." };
        var siameseEpochs = new Option<int?>("--siamese-epochs") { HelpName = "N", Description = "Epochs of the encoder (default: the recipe's)." };
        var siameseRate = new Option<double?>("--siamese-lr") { HelpName = "X", Description = "Learning rate of the encoder (default: the recipe's)." };
        var weights = new Option<string?>("--weights") { HelpName = "FILE", Description = "A checkpoint or state dict to start from, or the name of weights that 'weights get' made ready." };
        var freeze = new Option<int?>("--freeze") { HelpName = "N", Description = "Stages of a fine-grained encoder's backbone that keep the --weights (default: the recipe's)." };
        var classes = new Option<string?>("--classes") { HelpName = "a,b,…", Description = "Class folders to use (default: those of the references, else all)." };
        var classifierOnly = new Option<bool>("--classifier-only") { Description = "Train no encoder." };
        foreach (Option option in (Option[])[recipe, seeds, output, epochs, rate, siameseEpochs, siameseRate, weights, freeze, classes, classifierOnly])
            command.Add(option);
        var input = new InputOptions(command);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            AtomicFile.RequirePlace(line.GetValue(output)!);
            long[] all = [.. Enumerable.Range(0, line.GetValue(seeds)).Select(i => compute.Seed(line) + i)];
            using var progress = new ProgressLine();
            Recipe WithNet(Recipe chosen) => chosen with { Architecture = NamedWeights.ArchitectureFor(line.GetValue(weights), null) ?? chosen.Architecture };
            if (line.GetValue(recipe) == Ablation.RecipeName)
            {
                Recipe start = WithNet(line.GetValue(weights) is null ? Recipe.Best : Recipe.Finetune);
                FineGrainedRecipe usual = start.FineGrained;
                FineGrainedRecipe fine = usual with
                {
                    Epochs = line.GetValue(epochs) ?? usual.Epochs,
                    LearningRate = line.GetValue(rate) ?? usual.LearningRate,
                    FrozenStages = line.GetValue(freeze) ?? usual.FrozenStages,
                };
                FineGrainedTraining whole = Whole(start with { FineGrained = fine }, data.Require(line), NamedWeights.File(line.GetValue(weights)), input.Rule(line, start.Architecture, fine.InputSize));
                AblationResult parts = new Ablation(whole, line.GetValue(output)!, compute.Threads(line)).Run(all, progress, cancellation);
                progress.Dispose();
                compute.Answer(line).Write(parts, console => console.Write(Tables.Ablation(parts)));
                return Task.FromResult(0);
            }
            Recipe named = WithNet(Recipe.Named(line.GetValue(recipe)!));
            Recipe settings = named with
            {
                Classifier = named.Classifier with
                {
                    Epochs = line.GetValue(epochs) ?? named.Classifier.Epochs,
                    LearningRate = line.GetValue(rate) ?? named.Classifier.LearningRate,
                },
                Siamese = named.Siamese with
                {
                    Epochs = line.GetValue(siameseEpochs) ?? named.Siamese.Epochs,
                    LearningRate = line.GetValue(siameseRate) ?? named.Siamese.LearningRate,
                },
            };
            var options = new ClassifierTraining
            {
                Data = data.Require(line),
                Output = "classifier.safetensors",
                Recipe = settings,
                Classes = TrainClassifierCommand.Names(line.GetValue(classes)),
                Weights = NamedWeights.File(line.GetValue(weights)),
                Preprocessing = input.Rule(line, settings.Architecture),
            };
            bool search = !line.GetValue(classifierOnly);
            var runs = all.Select(seed => Run(options with { Seed = seed }, search, compute.Threads(line), progress, cancellation)).ToList();
            progress.Dispose();
            ReproducedResult result = ReproducedResult.Of(settings, options.Weights, all, compute.Threads(line), runs);
            AtomicFile.WriteText(line.GetValue(output)!, JsonSerializer.Serialize(result, Answer.JsonOptions) + "\n");
            compute.Answer(line).Write(result, console => Show(console, result));
            return Task.FromResult(0);
        });
        return command;
    }

    private static FineGrainedTraining Whole(Recipe recipe, string data, string? weights, Preprocessing rule) => new()
    {
        Data = data,
        Output = "fine.safetensors",
        Architecture = recipe.Architecture,
        Recipe = recipe,
        Weights = weights,
        Preprocessing = rule,
    };

    private static (RecipeRun Run, double CpuSeconds) Run(
        ClassifierTraining options, bool search, int threads, ProgressLine progress, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("reproduce-").FullName;
        try
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            RecipeRun run = RecipeRun.Of(options with { Output = Path.Combine(folder, options.Output) }, search, threads, progress, cancellation);
            return (run, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Show(IAnsiConsole console, ReproducedResult result)
    {
        var table = new Table().AddColumns("figure", "mean ± sd, %", "each").Caption($"n = {result.N}, {result.Seeds.Count} seeds, {result.Threads} thread(s)");
        foreach (var (name, spread) in result.Figures)
            table.AddRow(name, $"{Answer.Percent(spread.Mean)} ± {Answer.Percent(spread.Sd)}", string.Join(" ", spread.Values.Select(Answer.Percent)));
        console.Write(table);
    }
}
