using System.CommandLine;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion train siamese</c>.</summary>
internal static class TrainSiameseCommand
{
    public static Command Create()
    {
        var command = new Command("siamese", "Train an encoder from a classifier's backbone, so that near embeddings mean the same class.");
        var data = new DataOption(command);
        var from = new Option<string>("--from") { HelpName = "FILE", Description = "The classifier's checkpoint.", Required = true };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The checkpoint to write (safetensors); its log lies beside it.", Required = true };
        var loss = new Option<string?>("--loss") { Description = "triplet, contrastive or supcon (default: the recipe's)." };
        var miner = new Option<string?>("--miner") { Description = "Which triplets of a batch count: random, all, semihard or batchhard (default: the recipe's)." };
        var margin = new Option<double?>("--margin") { HelpName = "X", Description = "Margin of the triplet and the contrastive loss (default: the recipe's)." };
        loss.AcceptOnlyFromAmong("triplet", "contrastive", "supcon");
        miner.AcceptOnlyFromAmong("random", "all", "semihard", "batchhard");
        foreach (Option option in (Option[])[from, output, loss, miner, margin])
            command.Add(option);
        var overrides = new TrainingOverrides(command);
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            Recipe recipe = overrides.Recipe(line);
            SiameseRecipe siamese = overrides.Apply(line, recipe.Siamese);
            var options = new SiameseTraining
            {
                Data = data.Require(line),
                From = line.GetValue(from)!,
                Output = line.GetValue(output)!,
                Recipe = recipe with
                {
                    Siamese = siamese with
                    {
                        Loss = Enums.Parse<MetricLoss>(line.GetValue(loss)) ?? siamese.Loss,
                        Miner = Enums.Parse<TripletSelection>(line.GetValue(miner)) ?? siamese.Miner,
                        Margin = line.GetValue(margin) ?? siamese.Margin,
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
