namespace FashionNotebooks.Cli.Commands;

internal static class ExportOnnxCommand
{
    private const int CalibrationPhotos = 256;

    public static Command Create()
    {
        var command = new CliCommand(
            "onnx", "Write a trained model as an ONNX file: logits (of a classifier) and an embedding of length 1, for any number of "
                + "pictures.");
        var model = command.Required("--model", "FILE", "The checkpoint.");
        var output = command.Required("--out", "FILE", "The ONNX file to write.", output: true);
        var pixels = command.Switch("--pixels", "Take bytes [batch, S, S, 3] and normalise inside the graph.");
        var keepNorm = command.Switch(
            "--keep-batch-norm", "Keep batch norm as layers of its own instead of folding it into the convolutions.");
        var noFlip = command.Switch(
            "--no-flip", "Leave out the mirror image that this model's embedding averages over: half the time, other numbers.");
        var int8 = command.Switch(
            "--int8", "Compute with 8 bits: a quarter of the bytes, faster where the processor has the instructions. Needs --calibrate.");
        var calibrate = command.Optional("--calibrate", "DIR",
            $"Training photos on which --int8 measures the range of each layer, with or without folders inside; {CalibrationPhotos} of "
                + "them are enough.");
        command.Refuse(line => line.GetValue(int8) != line.GetValue(calibrate) is not null, "--int8 and --calibrate belong together.");
        command.Refuse(line => line.GetValue(int8) && line.GetValue(keepNorm), "--int8 folds batch norm; leave out --keep-batch-norm.");
        return command.Computes(line =>
        {
            using var trained = TrainedModel.Load(line.Get(model));
            using PhotoSet? photos = line.Get(calibrate) is { } directory ? CalibrationSet(line, directory, trained) : null;
            var options = new OnnxOptions
            {
                Pixels = line.Get(pixels),
                Fold = !line.Get(keepNorm),
                Flip = !line.Get(noFlip),
                Calibration = photos?.Pixels,
            };
            OnnxSummary summary = OnnxExport.Write(trained, line.Get(output), options, line.Cancellation);
            line.Answer(summary, console => console.Line($"wrote {summary.Path}: {summary.Bytes:N0} bytes, {summary.Nodes} operations; "
                + $"{string.Join(", ", summary.Inputs)} → {string.Join(", ", summary.Outputs)}"));
        });
    }

    // Evenly spread over the paths, and so over the classes; of a folder with splits only what was learnt from.
    private static PhotoSet CalibrationSet(Invocation line, string directory, TrainedModel model)
    {
        DataRoot root = DataRoot.Open(directory);
        ImageFolder all = ImageFolder.OpenFiles(root.Splits.Contains("train") ? Path.Combine(root.Path, "train") : root.Path);
        int count = Math.Min(all.Items.Count, CalibrationPhotos);
        ImageFolder chosen = all.Take([.. Enumerable.Range(0, count).Select(i => (int)((long)i * all.Items.Count / count))]);
        PhotoSet photos = PhotoSet.Load(chosen, model.Preprocessing, cacheDirectory: "", line.Threads, cancellation: line.Cancellation);
        line.NoteProblems(photos.Problems, []);
        return photos;
    }
}
