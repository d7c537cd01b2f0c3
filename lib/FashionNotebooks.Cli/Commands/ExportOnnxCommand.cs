using System.CommandLine;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Cli.Commands;

/// <summary><c>fashion export onnx</c>.</summary>
internal static class ExportOnnxCommand
{
    private const int CalibrationPhotos = 256;

    public static Command Create()
    {
        var command = new Command("onnx", "Write a trained model as an ONNX file: logits (of a classifier) and an embedding of length 1, for any number of pictures.");
        var model = new Option<string>("--model") { HelpName = "FILE", Description = "The checkpoint.", Required = true };
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "The ONNX file to write.", Required = true };
        var pixels = new Option<bool>("--pixels") { Description = "Take bytes [batch, S, S, 3] and normalise inside the graph." };
        var keepNorm = new Option<bool>("--keep-batch-norm") { Description = "Keep batch norm as layers of its own instead of folding it into the convolutions." };
        var noFlip = new Option<bool>("--no-flip") { Description = "Leave out the mirror image that this model's embedding averages over: half the time, other numbers." };
        var int8 = new Option<bool>("--int8") { Description = "Compute with 8 bits: a quarter of the bytes, faster where the processor has the instructions. Needs --calibrate." };
        var calibrate = new Option<string?>("--calibrate") { HelpName = "DIR", Description = $"Training photos on which --int8 measures the range of each layer, with or without folders inside; {CalibrationPhotos} of them are enough." };
        foreach (Option option in (Option[])[model, output, pixels, keepNorm, noFlip, int8, calibrate])
            command.Add(option);
        command.Validators.Add(line =>
        {
            if (line.GetValue(int8) != (line.GetValue(calibrate) is not null))
                line.AddError("--int8 and --calibrate belong together.");
            if (line.GetValue(int8) && line.GetValue(keepNorm))
                line.AddError("--int8 folds batch norm; leave out --keep-batch-norm.");
        });
        var compute = new ComputeOptions(command);
        command.SetAction((line, cancellation) =>
        {
            compute.Apply(line);
            using var trained = TrainedModel.Load(line.GetValue(model)!);
            AtomicFile.RequirePlace(line.GetValue(output)!);
            using PhotoSet? photos = line.GetValue(calibrate) is { } directory ? CalibrationSet(directory, trained, compute.Threads(line), cancellation) : null;
            var options = new OnnxOptions { Pixels = line.GetValue(pixels), Fold = !line.GetValue(keepNorm), Flip = !line.GetValue(noFlip), Calibration = photos?.Pixels };
            OnnxSummary summary = OnnxExport.Write(trained, line.GetValue(output)!, options, cancellation);
            compute.Answer(line).Write(summary, console =>
                console.Line($"wrote {summary.Path}: {summary.Bytes:N0} bytes, {summary.Nodes} operations; {string.Join(", ", summary.Inputs)} → {string.Join(", ", summary.Outputs)}"));
            return Task.FromResult(0);
        });
        return command;
    }

    // Evenly spread over the paths, and so over the classes; of a folder with splits only what was learnt from.
    private static PhotoSet CalibrationSet(string directory, TrainedModel model, int threads, CancellationToken cancellation)
    {
        DataRoot root = DataRoot.Open(directory);
        ImageFolder all = ImageFolder.OpenFiles(root.Splits.Contains("train") ? Path.Combine(root.Path, "train") : root.Path);
        int count = Math.Min(all.Items.Count, CalibrationPhotos);
        ImageFolder chosen = all.Take([.. Enumerable.Range(0, count).Select(i => (int)((long)i * all.Items.Count / count))]);
        PhotoSet photos = PhotoSet.Load(chosen, model.Preprocessing, cacheDirectory: "", threads, cancellation: cancellation);
        Problems.Note(photos.Problems, []);
        return photos;
    }
}
