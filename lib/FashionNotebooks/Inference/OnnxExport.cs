namespace FashionNotebooks.Inference;

/// <summary>
/// Writes a trained model as an ONNX file (operator set 17, format 8) that any runtime can load: a dynamic number of photos in,
/// <c>logits</c> (of a classifier) and the <c>embedding</c> of length 1 out. Before a file is written, it has run in ONNX Runtime.
/// </summary>
public static class OnnxExport
{
    private const int Checked = 4;
    private const double LeastAgreement = 0.999;

    /// <summary>Writes the file, atomically.</summary>
    /// <param name="options">Null: float input, float32 weights, batch norm folded, mirror images as the model says.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    /// <exception cref="ArgumentException">8 bits are asked for, but not that batch norm is folded.</exception>
    /// <exception cref="InvalidOperationException">The file would compute something else than the model.</exception>
    public static OnnxSummary Write(TrainedModel model, string path, OnnxOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new OnnxOptions();
        if (options.Calibration is not null && !options.Fold)
            throw new ArgumentException("8 bits need batch norm folded", nameof(options));
        var form = new GraphForm(
            model.Preprocessing.Size, model.Preprocessing.Normalize, options.Pixels ? GraphInput.Pixels : GraphInput.Numbers,
            options.Fold, Flip: options.Flip && model.FlipAverage, UnitLength: true);
        ImageClassifier? classifier = model.Metadata.Task == TrainedModel.ClassifierTask ? model.Classifier : null;
        OnnxGraph graph = ModelGraph.Of(classifier, model.AnyEncoder, form);
        if (options.Calibration is { } pixels)
            graph = Int8Graph.Of(graph, MapStatistics.Measure(graph, batch => Input(batch, form), pixels, cancellation));
        byte[] file = graph.ToBytes(Metadata(model, options));
        Check(file, model, form, options);
        AtomicFile.Write(path, stream => stream.Write(file));
        return new OnnxSummary(path, file.Length, graph.Proto.Node.Count, OnnxGraph.Opset,
            [.. graph.Proto.Input.Select(v => v.Name)], [.. graph.Proto.Output.Select(v => v.Name)]);
    }

    private static Tensor Input(Tensor pixels, GraphForm form) =>
        form.Input == GraphInput.Pixels ? pixels.permute(0, 2, 3, 1) : Normalization.ToModelInput(pixels, form.Normalize);

    // The layers are run by TorchSharp, the file by ONNX Runtime. With 8 bits the answers are other ones, so only numbers are asked for.
    private static void Check(byte[] file, TrainedModel model, GraphForm form, OnnxOptions options)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        using var written = new OnnxModel(file);
        using var dice = new Generator(0);
        Tensor pixels = options.Calibration?.narrow(0, 0, Math.Min(Checked, options.Calibration.shape[0]))
            ?? randint(0, 256, [Checked, 3, form.Size, form.Size], dtype: ScalarType.Byte, generator: dice);
        Tensor theirs = written.Run(Input(pixels, form))[ModelGraph.Embedding].ToTensor(); // [N, D]
        Tensor input = Normalization.ToModelInput(pixels, form.Normalize).to(ComputeDevice.Current);
        Tensor ours = model.AnyEncoder.call(input);
        if (form.Flip)
            ours = ours.add(model.AnyEncoder.call(input.flip(3)), Held.One);
        double agreement = nn.functional.cosine_similarity(ours.cpu(), theirs, 1).min().item<float>();
        if (!(agreement >= (options.Calibration is null ? LeastAgreement : -1)))
            throw new InvalidOperationException($"the file would compute something else than '{model.Path}': cosine {agreement:0.0000}");
    }

    private static SortedDictionary<string, string> Metadata(TrainedModel model, OnnxOptions options)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["architecture"] = model.Metadata.Architecture,
            ["class_names"] = JsonSerializer.Serialize(model.Classes),
            ["preprocessing"] = JsonSerializer.Serialize(new
            {
                size = model.Preprocessing.Size,
                crop = model.Preprocessing.Crop,
                blur = model.Preprocessing.Blur,
                resize = "bilinear, antialiased, as PIL",
                colours = "RGB",
                normalize = model.Preprocessing.Normalize == NormalizationKind.Half
                    ? "half: v / 127.5 - 1"
                    : "imagenet: (v / 255 - mean) / deviation",
            }),
            ["task"] = model.Metadata.Task,
        };
        if (options.Calibration is not null)
            texts["precision"] = "int8";
        return texts;
    }
}

/// <summary>What an export wrote.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Nodes">Operations in the graph.</param>
/// <param name="Opset">Version of the operator set.</param>
public sealed record OnnxSummary(
    string Path, long Bytes, int Nodes, int Opset, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);

/// <summary>How a model is written as ONNX.</summary>
public sealed record OnnxOptions
{
    /// <summary>True: the input is <c>pixels</c>, uint8 <c>[batch, S, S, 3]</c>, and the graph normalises; false: <c>input</c>, float32
    /// <c>[batch, 3, S, S]</c>, normalised as the model's preprocessing says.</summary>
    public bool Pixels { get; init; }

    /// <summary>Whether batch norm is folded into the convolutions, which makes the file faster.</summary>
    public bool Fold { get; init; } = true;

    /// <summary>Whether the embedding is the mean over the photo and its mirror image where the model's own is; a second pass.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>Not null: convolutions compute with 8 bits, in a quarter of the bytes. The range of the numbers between the layers is
    /// measured on these photos, uint8 <c>[N, 3, S, S]</c>: some hundred of the training photos. Needs <see cref="Fold"/>.</summary>
    public Tensor? Calibration { get; init; }
}
