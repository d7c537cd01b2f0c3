using System.CommandLine;
using FashionNotebooks.Export;
using FashionNotebooks.Models;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion export onnx</c>.</summary>
internal static class ExportOnnxCommand
{
    public static Command Create()
    {
        var command = new Command("onnx", "Write a trained model as an ONNX file: logits (of a classifier) and an embedding of length 1, for any number of pictures.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The checkpoint.", Required = true };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The ONNX file to write.", Required = true };
        var pixels = new Option<bool>("--pixels") { Description = "Take bytes [batch, S, S, 3] and normalise inside the graph." };
        var keepNorm = new Option<bool>("--keep-batch-norm") { Description = "Keep batch norm as layers of its own instead of folding it into the convolutions." };
        var noFlip = new Option<bool>("--no-flip") { Description = "Leave out the mirror image that this model's embedding averages over: half the time, other numbers." };
        foreach (Option option in (Option[])[model, output, pixels, keepNorm, noFlip])
            command.Add(option);
        var compute = new ComputeOptions(command);
        command.SetAction(line =>
        {
            compute.Apply(line);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            var options = new OnnxOptions { Pixels = line.GetValue(pixels), Fold = !line.GetValue(keepNorm), Flip = !line.GetValue(noFlip) };
            OnnxSummary summary = OnnxExport.Write(trained, line.GetValue(output)!, options);
            compute.Answer(line).Write(summary, console =>
                console.Line($"wrote {summary.Path}: {summary.Bytes:N0} bytes, {summary.Nodes} operations; {string.Join(", ", summary.Inputs)} → {string.Join(", ", summary.Outputs)}"));
        });
        return command;
    }
}
