using System.Text.Json;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Data;
using FashionNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Export;

/// <summary>
/// Writes a trained model as an ONNX file (operator set 17, format 8) that any runtime can load: a dynamic number of pictures in,
/// <c>logits</c> (of a classifier) and the <c>embedding</c> of length 1 out. The graph is walked layer by layer, so nothing is traced.
/// </summary>
public static class OnnxExport
{
    private const string InputName = "input", PixelsName = "pixels", LogitsName = "logits", EmbeddingName = "embedding";

    /// <summary>Writes the file, atomically.</summary>
    /// <param name="model">A classifier or an encoder.</param>
    /// <param name="path">Where to.</param>
    /// <param name="options">Null: float input, float32 weights, batch norm folded, mirror images as the model says.</param>
    /// <param name="cancellation">Stops the calibration.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    /// <exception cref="ArgumentException">8 bits are asked for, but not that batch norm is folded.</exception>
    public static OnnxSummary Write(TrainedModel model, string path, OnnxOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new OnnxOptions();
        if (options.Calibration is not null && !options.Fold)
            throw new ArgumentException("8 bits need batch norm folded", nameof(options));
        using var grad = no_grad();
        OnnxGraph graph = Graph(model, options);
        if (options.Calibration is { } pixels)
            graph = Int8Graph.Of(graph, Int8Calibration.Measure(graph, pixels, batch => ModelInput(batch, model.Preprocessing, options), cancellation));
        SortedDictionary<string, string> metadata = Metadata(model);
        if (options.Calibration is not null)
            metadata["precision"] = "int8";
        ProtoMessage message = graph.Message(metadata);
        AtomicFile.Write(path, stream => stream.Write(message.Bytes));
        return new OnnxSummary(path, message.Bytes.Length, graph.Nodes.Count, OnnxGraph.Opset, [.. graph.Inputs.Select(v => v.Name)], [.. graph.Outputs.Select(v => v.Name)]);
    }

    private static OnnxGraph Graph(TrainedModel model, OnnxOptions options)
    {
        using ImageEncoder? folded = options.Fold ? model.AnyEncoder.Folded(prepack: false) : null;
        var graph = new OnnxGraph();
        Build(graph, model, folded ?? model.AnyEncoder, options);
        return graph;
    }

    private static Tensor ModelInput(Tensor pixels, Preprocessing preprocessing, OnnxOptions options) =>
        options.Pixels ? pixels.permute(0, 2, 3, 1) : Normalization.ToModelInput(pixels, preprocessing.Normalize);

    private static void Build(OnnxGraph graph, TrainedModel model, ImageEncoder encoder, OnnxOptions options)
    {
        bool classifies = model.Metadata.Task == TrainedModel.ClassifierTask;
        var layers = new OnnxLayers(graph, Names(encoder, classifies ? model.Classifier : null));
        string input = Input(graph, model.Preprocessing, options.Pixels);
        string pooled = Pooled(graph, layers, encoder, input, model.Preprocessing.Size);
        if (classifies)
        {
            string scores = layers.Add(model.Classifier.ScoreLayer, pooled);
            graph.AddNamed(LogitsName, "Identity", [scores]);
            graph.Outputs.Add(new OnnxValue(LogitsName, OnnxValue.Float, [-1, model.Classifier.ClassCount]));
        }
        string embedding = Embedding(graph, layers, encoder, pooled);
        if (options.Flip && model.FlipAverage)
        {
            string mirrored = Pooled(graph, layers, encoder, Mirror(graph, input), model.Preprocessing.Size);
            embedding = graph.Add("Add", [embedding, Embedding(graph, layers, encoder, mirrored)]);
        }
        graph.AddNamed(EmbeddingName, "Identity", [layers.UnitLength(embedding)]);
        graph.Outputs.Add(new OnnxValue(EmbeddingName, OnnxValue.Float, [-1, encoder.FeatureSize]));
    }

    private static string Input(OnnxGraph graph, Preprocessing preprocessing, bool pixels)
    {
        int size = preprocessing.Size;
        if (!pixels)
        {
            graph.Inputs.Add(new OnnxValue(InputName, OnnxValue.Float, [-1, 3, size, size]));
            return InputName;
        }
        graph.Inputs.Add(new OnnxValue(PixelsName, OnnxValue.Byte, [-1, size, size, 3]));
        (float[] scale, float[] bias) = Normalization.ScaleAndBias(preprocessing.Normalize);
        string planes = graph.Add("Transpose", [graph.Add("Cast", [PixelsName], ("to", (long)OnnxValue.Float))], ("perm", new long[] { 0, 3, 1, 2 }));
        return graph.Add("Add", [graph.Add("Mul", [planes, graph.Constant("scale", scale, 3, 1, 1)]), graph.Constant("bias", bias, 3, 1, 1)]);
    }

    private static string Pooled(OnnxGraph graph, OnnxLayers layers, ImageEncoder encoder, string input, int size)
    {
        string map = layers.Add(encoder.Backbone, input);
        if (encoder is FineGrainedEncoder fine)
            map = layers.Chain(new nn.Module?[] { fine.Channel, fine.Spatial }.OfType<nn.Module>(), map);
        string Flat(string pool) => graph.Add("Flatten", [graph.Add(pool, [map])], ("axis", 1L)); // [batch, C]
        PoolingKind pooling = (encoder as FineGrainedEncoder)?.Pooling ?? PoolingKind.Mean;
        string means = pooling == PoolingKind.Pyramid ? CellMeans(graph, encoder.Backbone, map, size) : Flat("GlobalAveragePool");
        return pooling == PoolingKind.Mean ? means : graph.Add("Concat", [means, Flat("GlobalMaxPool")], ("axis", 1L));
    }

    // ONNX has no pooling into a given number of cells; a matrix [h·w, cells] with each place's share in each cell does it for any map.
    private static string CellMeans(OnnxGraph graph, Backbone backbone, string map, int size)
    {
        using var scope = NewDisposeScope();
        long[] shape = backbone.call(zeros(1, 3, size, size)).shape; // [1, C, h, w]
        long places = shape[2] * shape[3];
        Tensor shares = nn.functional.adaptive_avg_pool2d(eye(places).view(places, 1, shape[2], shape[3]), FineGrainedEncoder.Cells).flatten(1);
        string matrix = graph.Constant("cell_shares", shares.contiguous().data<float>().ToArray(), shares.shape);
        string flat = graph.Add("Reshape", [map, graph.Constant("places", [-1, shape[1], places])]);
        return graph.Add("Flatten", [graph.Add("MatMul", [flat, matrix])], ("axis", 1L)); // [batch, C·cells]
    }

    // As the encoders' forward does it.
    private static string Embedding(OnnxGraph graph, OnnxLayers layers, ImageEncoder encoder, string pooled)
    {
        if (encoder is FineGrainedEncoder fine)
            return layers.UnitLength(layers.Add(fine.Head, pooled));
        var siamese = (SiameseEncoder)encoder;
        string value = siamese.ProjectionLayer is { } projection ? layers.Add(projection, pooled) : pooled;
        if (siamese.UnitLength)
            value = layers.UnitLength(value);
        return siamese.Centred ? layers.UnitLength(graph.Add("Sub", [value, graph.Constant(siamese.Centre, "centre")])) : value;
    }

    private static string Mirror(OnnxGraph graph, string input) => graph.Add("Slice", [
        input, graph.Constant("from_right", [-1]), graph.Constant("to_left", [long.MinValue]), graph.Constant("width_axis", [3]), graph.Constant("backwards", [-1])]);

    private static Dictionary<Tensor, string> Names(ImageEncoder encoder, ImageClassifier? classifier)
    {
        var names = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach (nn.Module? module in (nn.Module?[])[classifier, encoder])
        {
            foreach (var pair in module?.named_parameters() ?? [])
                names.TryAdd(pair.Item2, pair.Item1);
            foreach (var pair in module?.named_buffers() ?? [])
                names.TryAdd(pair.Item2, pair.Item1);
        }
        return names;
    }

    private static SortedDictionary<string, string> Metadata(TrainedModel model) => new(StringComparer.Ordinal)
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
            normalize = model.Preprocessing.Normalize == NormalizationKind.Half ? "half: v / 127.5 - 1" : "imagenet: (v / 255 - mean) / deviation",
        }),
        ["task"] = model.Metadata.Task,
    };
}
