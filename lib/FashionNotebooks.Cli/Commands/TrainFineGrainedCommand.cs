using System.CommandLine;
using FashionNotebooks.Cli.Weights;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion train finegrained</c>.</summary>
internal static class TrainFineGrainedCommand
{
    public static Command Create()
    {
        var command = new Command("finegrained", "Train an encoder that tells garments apart, not only classes: triplets of items (items.csv beside the photos).");
        var data = new DataOption(command);
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The checkpoint to write (safetensors); its log lies beside it.", Required = true };
        var architecture = new Option<string?>("--arch") { Description = $"One of {string.Join(", ", Architectures.Names)} (default: the recipe's)." };
        var weights = new Option<string?>("--weights") { HelpName = "FILE", Description = "A classifier's checkpoint or state dict to take the backbone from, or the name of weights that 'weights get' made ready." };
        var freeze = new Option<int?>("--freeze") { HelpName = "N", Description = "Stages of the backbone that keep the --weights, counted from the picture (default: the recipe's)." };
        var attention = new Option<string?>("--attention") { Description = "Attention to channels and places: none, channel, spatial or both (default: both)." };
        var erase = new Option<int>("--erase") { HelpName = "K", Description = "Hide the K places that spatial attention weighs most from half of the training pictures." };
        var blur = new Option<double>("--blur") { HelpName = "SIGMA", Description = "Gaussian blur of every picture, in pixels of the input; kept in the model's file." };
        var miner = new Option<string?>("--miner") { Description = "Which triplets of a batch count: random, all, semihard or batchhard (default: semihard)." };
        var margin = new Option<double?>("--margin") { HelpName = "X", Description = "Margin of the triplet loss (default: the recipe's)." };
        architecture.AcceptOnlyFromAmong([.. Architectures.Names]);
        attention.AcceptOnlyFromAmong("none", "channel", "spatial", "both");
        miner.AcceptOnlyFromAmong("random", "all", "semihard", "batchhard");
        erase.Validators.Add(ComputeOptions.NotNegative);
        blur.Validators.Add(ComputeOptions.NotNegative);
        foreach (Option option in (Option[])[output, architecture, weights, freeze, attention, erase, blur, miner, margin])
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
            FineGrainedRecipe fine = overrides.Apply(line, recipe.FineGrained);
            var options = new FineGrainedTraining
            {
                Data = data.Require(line),
                Output = line.GetValue(output)!,
                Architecture = net,
                Weights = NamedWeights.File(line.GetValue(weights)),
                Preprocessing = input.Rule(line, net, fine.InputSize) with { Blur = new Preprocessing(1, Blur: line.GetValue(blur)).Blur },
                Recipe = recipe with
                {
                    FineGrained = fine with
                    {
                        Model = fine.Model with { Attention = Enums.Parse<AttentionKind>(line.GetValue(attention)) ?? fine.Model.Attention },
                        GarmentsPerBatch = overrides.BatchSize(line) is { } photos ? Math.Max(2, photos / fine.PhotosPerGarment) : fine.GarmentsPerBatch,
                        FrozenStages = line.GetValue(freeze) ?? fine.FrozenStages,
                        Miner = Enums.Parse<TripletSelection>(line.GetValue(miner)) ?? fine.Miner,
                        Margin = line.GetValue(margin) ?? fine.Margin,
                        EraseCells = line.GetValue(erase),
                    },
                },
                Seed = compute.Seed(line),
                Resume = overrides.Resume(line),
                Corrections = overrides.Corrections(line),
            };
            return Task.FromResult(TrainingAnswer.Run(compute.Answer(line), progress =>
                (options with { Decoding = progress.Load("decoding") }).Run(progress, cancellation)));
        });
        return command;
    }
}
