using System.CommandLine;
using FashionNotebooks.Cli.Weights;
using FashionNotebooks.Models;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion train classifier</c>.</summary>
internal static class TrainClassifierCommand
{
    public static Command Create()
    {
        var command = new Command("classifier", "Train a classifier and write the best epoch as a checkpoint.");
        var data = new DataOption(command);
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The checkpoint to write (safetensors); its log lies beside it.", Required = true };
        var classes = new Option<string?>("--classes") { HelpName = "a,b,…", Description = "Class folders to use, a,b,… (default: all)." };
        var architecture = new Option<string?>("--arch") { Description = $"One of {string.Join(", ", Architectures.Names)} (default: the recipe's)." };
        var weights = new Option<string?>("--weights") { HelpName = "FILE", Description = "A checkpoint or state dict to start from, or the name of weights that 'weights get' made ready." };
        var freeze = new Option<int>("--freeze") { HelpName = "N", Description = "Stages of the backbone that keep the --weights, counted from the picture." };
        architecture.AcceptOnlyFromAmong([.. Architectures.Names]);
        foreach (Option option in (Option[])[output, classes, architecture, weights, freeze])
            command.Add(option);
        var input = new InputOptions(command);
        var overrides = new TrainingOverrides(command);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            string? named = NamedWeights.ArchitectureFor(line.GetValue(weights), line.GetValue(architecture));
            bool pretrained = line.GetValue(weights) is not null && named is not null && Architectures.HasPublishedWeights(named);
            Recipe recipe = overrides.Recipe(line, pretrained);
            string net = named ?? recipe.Architecture;
            var options = new ClassifierTraining
            {
                Data = data.Require(line),
                Output = line.GetValue(output)!,
                Classes = Names(line.GetValue(classes)),
                Architecture = net,
                Weights = NamedWeights.File(line.GetValue(weights)),
                Freeze = line.GetValue(freeze),
                Preprocessing = input.Rule(line, net),
                Recipe = recipe with { Classifier = overrides.Apply(line, recipe.Classifier) },
                Seed = compute.Seed(line),
                Resume = overrides.Resume(line),
                Corrections = overrides.Corrections(line),
            };
            return Task.FromResult(TrainingAnswer.Run(compute.Answer(line), progress =>
                (options with { Decoding = progress.Load("decoding") }).Run(progress, cancellation)));
        });
        return command;
    }

    internal static string[]? Names(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
