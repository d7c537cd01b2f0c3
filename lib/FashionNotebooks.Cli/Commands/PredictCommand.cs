using TorchSharp;

namespace FashionNotebooks.Cli.Commands;

internal static class PredictCommand
{
    public static Command Create()
    {
        var command = new CliCommand("predict", "Say which class a picture shows, with probabilities.");
        var model = command.Optional("--model", "FILE", "The classifier's checkpoint.");
        var architecture = command.Choice(
            "--arch", $"Instead of --model: one of {string.Join(", ", Architectures.Names)}, with --weights.", Architectures.Names);
        var weights = command.Optional("--weights", "FILE", "A state dict for --arch.");
        var image = command.Required("--image", "FILE", "The picture.");
        var topK = command.Count("--top-k", "How many classes to list.", 3);
        var logits = command.Switch("--logits", "Also give the scores before softmax.");
        var input = new InputOptions(command);
        command.Refuse(line =>
            line.GetValue(model) is null == line.GetValue(architecture) is null, "Give --model, or --arch with --weights.");
        command.Refuse(line => line.GetValue(architecture) is not null && line.GetValue(weights) is null, "--arch needs --weights.");
        return command.Computes(line =>
        {
            using TrainedModel trained = line.Get(model) is { } file
                ? TrainedModel.Load(file)
                : TrainedModel.FromWeights(
                    line.Get(architecture)!, NamedWeights.File(line.Get(weights))!, input.Rule(line, line.Get(architecture)!),
                    ProgressLine.Notes);
            using var scope = NewDisposeScope();
            float[] scores = trained.Predictor.Logits(trained.Preprocessing.Read(line.Get(image)).unsqueeze(0)).Values;
            float[] probabilities = tensor(scores).softmax(0).data<float>().ToArray();
            int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i])];
            bool wantsLogits = line.Get(logits);
            line.Answer(
                new { @class = trained.Classes[order[0]], classes = trained.Classes, probabilities, logits = wantsLogits ? scores : null },
                console =>
                {
                    foreach (int i in order.Take(line.Get(topK)))
                        console.Line(
                            $"{Answer.Percent(probabilities[i]),5} %  {trained.Classes[i]}{(wantsLogits ? $"  {scores[i]:0.0000}" : "")}");
                });
        });
    }
}
