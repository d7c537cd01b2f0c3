using System.CommandLine;
using FashionNotebooks.Cli.Weights;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion predict</c>.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var command = new Command("predict", "Say which class a picture shows, with probabilities.");
        var model = new Option<string?>("--model") { HelpName = "FILE", Description = "The classifier's checkpoint." };
        var architecture = new Option<string?>("--arch") { Description = $"Instead of --model: one of {string.Join(", ", Architectures.Names)}, with --weights." };
        var weights = new Option<string?>("--weights") { HelpName = "FILE", Description = "A state dict for --arch." };
        architecture.AcceptOnlyFromAmong([.. Architectures.Names]);
        var image = new Option<string>("--image") { HelpName = "FILE", Description = "The picture.", Required = true };
        var topK = new Option<int>("--top-k") { HelpName = "N", Description = "How many classes to list.", DefaultValueFactory = _ => 3 };
        topK.Validators.Add(ComputeOptions.Positive);
        var logits = new Option<bool>("--logits") { Description = "Also give the scores before softmax." };
        foreach (Option option in (Option[])[model, architecture, weights, image, topK, logits])
            command.Add(option);
        var input = new InputOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(model) is null == result.GetValue(architecture) is null)
                result.AddError("Give --model, or --arch with --weights.");
            if (result.GetValue(architecture) is not null && result.GetValue(weights) is null)
                result.AddError("--arch needs --weights.");
        });
        var compute = new ComputeOptions(command);
        command.SetAction(line =>
        {
            compute.Apply(line);
            using TrainedModel trained = line.GetValue(model) is { } file
                ? TrainedModel.Load(file)
                : TrainedModel.FromWeights(line.GetValue(architecture)!, NamedWeights.File(line.GetValue(weights))!, input.Rule(line, line.GetValue(architecture)!));
            using var scope = NewDisposeScope();
            float[] scores = trained.Predictor.Logits(trained.Preprocessing.Read(line.GetValue(image)!).unsqueeze(0)).Values;
            float[] probabilities = tensor(scores).softmax(0).data<float>().ToArray();
            int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
            var document = new
            {
                @class = trained.Classes[order[0]],
                classes = trained.Classes,
                probabilities,
                logits = line.GetValue(logits) ? scores : null,
            };
            compute.Answer(line).Write(document, console =>
            {
                foreach (int i in order.Take(line.GetValue(topK)))
                    console.Line($"{Answer.Percent(probabilities[i]),5} %  {trained.Classes[i]}{(line.GetValue(logits) ? $"  {scores[i]:0.0000}" : "")}");
            });
            return 0;
        });
        return command;
    }
}
