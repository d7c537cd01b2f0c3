using static Onnx.TensorProto.Types;

namespace FashionNotebooks.Inference;

/// <summary>
/// The graph of a model: photos in, <c>logits</c> (of a classifier) and <c>embedding</c> out. Layers are walked, so nothing is traced.
/// </summary>
internal sealed class ModelGraph
{
    internal const string Logits = "logits", Embedding = "embedding";

    private readonly OnnxGraph graph = new();
    private readonly ImageEncoder encoder;
    private readonly GraphForm form;
    private readonly OnnxLayers layers;

    private ModelGraph(ImageClassifier? classifier, ImageEncoder encoder, GraphForm form)
    {
        (this.encoder, this.form) = (encoder, form);
        layers = new OnnxLayers(graph, Names(classifier, encoder), form.Fold);
    }

    /// <summary>Walks a model in evaluation mode.</summary>
    /// <param name="encoder">Gives the embedding; over the classifier's backbone if there is one.</param>
    internal static OnnxGraph Of(ImageClassifier? classifier, ImageEncoder encoder, GraphForm form)
    {
        using var grad = no_grad();
        var model = new ModelGraph(classifier, encoder, form);
        model.Build(classifier);
        return model.graph;
    }

    /// <summary>An encoder's embedding, and what some of the layers below see: <c>map0</c>, <c>map1</c>, …, <c>[N, C·h·w]</c>.</summary>
    /// <param name="below">The backbone's layers.</param>
    /// <param name="maps">For each map the number of layers up to it, rising, and its numbers.</param>
    internal static OnnxGraph WithMaps(
        ImageEncoder encoder, GraphForm form, nn.Module[] below, IReadOnlyList<(int Layers, long Numbers)> maps)
    {
        using var grad = no_grad();
        var model = new ModelGraph(null, encoder, form);
        string map = model.Input();
        int first = 0;
        foreach ((int i, (int end, long numbers)) in maps.Index())
        {
            map = model.layers.Chain(below[first..end], map);
            model.graph.Output($"map{i}", model.graph.Flat(map), numbers);
            first = end;
        }
        string pooled = model.Pooled(model.layers.Chain(below[first..], map));
        model.graph.Output(Embedding, model.EmbeddingOf(pooled), encoder.FeatureSize);
        return model.graph;
    }

    private void Build(ImageClassifier? classifier)
    {
        string input = Input(), pooled = Pooled(Map(input));
        if (classifier is not null)
            graph.Output(Logits, layers.Add(classifier.ScoreLayer, pooled), classifier.ClassCount);
        string embedding = EmbeddingOf(pooled);
        if (form.Flip)
            embedding = graph.Add("Add", [embedding, EmbeddingOf(Pooled(Map(Mirror(input))))]);
        graph.Output(Embedding, form.UnitLength ? layers.UnitLength(embedding) : embedding, encoder.FeatureSize);
    }

    private string Input()
    {
        int size = form.Size;
        if (form.Input == GraphInput.Numbers)
            return graph.Input("input", DataType.Float, -1, 3, size, size);
        string bytes = form.Input == GraphInput.Planes
            ? graph.Input("planes", DataType.Uint8, -1, 3, size, size)
            : graph.Input("pixels", DataType.Uint8, -1, size, size, 3);
        string planes = graph.Add("Cast", [bytes], ("to", (long)DataType.Float));
        if (form.Input == GraphInput.Pixels)
            planes = graph.Add("Transpose", [planes], ("perm", new long[] { 0, 3, 1, 2 }));
        (float[] scale, float[] bias) = Normalization.ScaleAndBias(form.Normalize);
        string scaled = graph.Add("Mul", [planes, graph.Constant("scale", scale, 3, 1, 1)]);
        return graph.Add("Add", [scaled, graph.Constant("bias", bias, 3, 1, 1)]);
    }

    private string Map(string input) => layers.Add(encoder.Backbone, input);

    private string Pooled(string map)
    {
        if (encoder is FineGrainedEncoder fine)
            map = layers.Chain(new nn.Module?[] { fine.Channel, fine.Spatial }.OfType<nn.Module>(), map);
        string Flat(string pool) => graph.Flat(graph.Add(pool, [map])); // [batch, C]
        PoolingKind pooling = (encoder as FineGrainedEncoder)?.Pooling ?? PoolingKind.Mean;
        string means = pooling == PoolingKind.Pyramid ? CellMeans(map) : Flat("GlobalAveragePool");
        return pooling == PoolingKind.Mean ? means : graph.Add("Concat", [means, Flat("GlobalMaxPool")], ("axis", 1L));
    }

    // ONNX has no pooling into a given number of cells; a matrix [h·w, cells] with each place's share in each cell does it for any map.
    private string CellMeans(string map)
    {
        using var scope = NewDisposeScope();
        Tensor black = zeros(1, 3, form.Size, form.Size, device: encoder.parameters().First().device);
        long[] shape = encoder.Backbone.call(black).shape; // [1, C, h, w]
        long places = shape[2] * shape[3];
        Tensor each = eye(places).view(places, 1, shape[2], shape[3]);
        Tensor shares = nn.functional.adaptive_avg_pool2d(each, FineGrainedEncoder.Cells).flatten(1); // [h·w, cells]
        string flat = graph.Add("Reshape", [map, graph.Constant("places", [-1, shape[1], places])]);
        string means = graph.Add("MatMul", [flat, graph.Constant(shares, "cell_shares")]); // [batch, C, cells]
        return graph.Flat(means);
    }

    // As the encoders' forward does it.
    private string EmbeddingOf(string pooled)
    {
        if (encoder is FineGrainedEncoder fine)
            return layers.UnitLength(layers.Add(fine.Head, pooled));
        var siamese = (SiameseEncoder)encoder;
        string value = siamese.ProjectionLayer is { } projection ? layers.Add(projection, pooled) : pooled;
        if (siamese.UnitLength)
            value = layers.UnitLength(value);
        return siamese.Centred ? layers.UnitLength(graph.Add("Sub", [value, graph.Constant(siamese.Centre, "centre")])) : value;
    }

    private string Mirror(string input) => graph.Add("Slice", [
        input, graph.Constant("from_right", [-1]), graph.Constant("to_left", [long.MinValue]),
        graph.Constant("width_axis", [3]), graph.Constant("backwards", [-1])]);

    /// <summary>What the state dict calls the tensors of some modules.</summary>
    internal static Dictionary<Tensor, string> Names(params nn.Module?[] modules)
    {
        var names = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach (nn.Module module in modules.OfType<nn.Module>())
        {
            foreach (var (name, parameter) in module.named_parameters())
                names.TryAdd(parameter, name);
            foreach (var (name, buffer) in module.named_buffers())
                names.TryAdd(buffer, name);
        }
        return names;
    }
}

/// <summary>What a graph reads and how its numbers are made.</summary>
/// <param name="Fold">Whether batch norm is folded into the convolutions; ONNX Runtime does it itself when it loads a graph.</param>
/// <param name="Flip">Whether the embedding is the mean over the photo and its mirror image.</param>
/// <param name="UnitLength">Whether the embedding has length 1 whatever the model's own has.</param>
internal sealed record GraphForm(
    int Size, NormalizationKind Normalize, GraphInput Input = GraphInput.Planes,
    bool Fold = false, bool Flip = false, bool UnitLength = false);

internal enum GraphInput
{
    /// <summary><c>planes</c>, uint8 <c>[batch, 3, S, S]</c>: how photos lie in memory here.</summary>
    Planes,

    /// <summary><c>pixels</c>, uint8 <c>[batch, S, S, 3]</c>: how others decode photos.</summary>
    Pixels,

    /// <summary><c>input</c>, float32 <c>[batch, 3, S, S]</c>, normalised.</summary>
    Numbers,
}
