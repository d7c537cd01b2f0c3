using FashionNotebooks.Models.Backbones;
using TorchSharp.Modules;

namespace FashionNotebooks.Inference;

/// <summary>Walks a model in evaluation mode and adds what its layers do to a graph.</summary>
/// <param name="names">What the state dict calls the tensors, so that the file's weights have the names that people know.</param>
/// <param name="fold">Whether a convolution takes up the batch norm that follows it.</param>
internal sealed class OnnxLayers(OnnxGraph graph, IReadOnlyDictionary<Tensor, string> names, bool fold)
{
    private readonly Dictionary<Tensor, string[]> folded = new(ReferenceEqualityComparer.Instance); // weight and bias, by the weight before

    /// <exception cref="NotSupportedException">There is no ONNX form of the layer.</exception>
    internal string Add(nn.Module layer, string input) => layer switch
    {
        Backbone backbone => Add(backbone.Chain, input),
        SkipBlock block => Skip(block, input),
        SqueezeExcitation weighing => graph.Add("Mul", [input, Add(weighing.Gate, input)]),
        Sequential chain => Chain(chain.children(), input),
        Conv2d convolution => Convolution(convolution, input),
        BatchNorm norm => graph.Add(
            "BatchNormalization", [input, .. Tensors(norm.weight, norm.bias, norm.running_mean, norm.running_var)],
            ("epsilon", (float)norm.eps)),
        Linear linear => graph.Add("Gemm", [input, .. Tensors(linear.weight, linear.bias)], ("transB", 1L)),
        PointwiseHead head => Pointwise(head.Convolution, input),
        ReLU => graph.Add("Relu", [input]),
        ReLU6 => graph.Add("Clip", [input, graph.Constant("zero", [0f]), graph.Constant("six", [6f])]),
        SiLU => graph.Add("Mul", [input, graph.Add("Sigmoid", [input])]),
        Sigmoid => graph.Add("Sigmoid", [input]),
        MaxPool2d pool => graph.Add("MaxPool", [input], [.. Window(pool.kernel_size, pool.stride), Pads(Two(pool.padding ?? [0]))]),
        AvgPool2d pool => graph.Add("AveragePool", [input], [.. Window(pool.kernel_size, pool.stride), ("ceil_mode", 1L)]),
        AdaptiveAvgPool2d => graph.Add("GlobalAveragePool", [input]),
        ZeroPad2d pad => Pad(pad.padding, input),
        Flatten => graph.Flat(input),
        Dropout or StochasticDepth => input,
        ChannelAttention attention => Weighted(attention, input),
        SpatialAttention attention => Weighted(attention, input),
        _ => throw new NotSupportedException($"no ONNX form of {layer.GetType().Name}"),
    };

    /// <summary>The rows of a matrix <c>[N, D]</c> at length 1, as <c>normalize</c> does it.</summary>
    internal string UnitLength(string input)
    {
        string length = graph.Add("ReduceL2", [input], ("axes", new long[] { 1 }), ("keepdims", 1L));
        return graph.Add("Div", [input, graph.Add("Max", [length, graph.Constant("smallest_length", [1e-12f])])]);
    }

    private string Skip(SkipBlock block, string input)
    {
        string output = Add(block.Main, input);
        if (block.Adds)
            output = graph.Add("Add", [output, block.Projection is null ? input : Add(block.Projection, input)]);
        return block.Relu ? graph.Add("Relu", [output]) : output;
    }

    /// <summary>Adds layers one after the other.</summary>
    internal string Chain(IEnumerable<nn.Module> layers, string input)
    {
        nn.Module[] all = [.. layers];
        string value = input;
        for (int i = 0; i < all.Length; i++)
        {
            if (fold && all[i] is Conv2d convolution && i + 1 < all.Length && all[i + 1] is BatchNorm norm)
                (value, i) = (Folded(convolution, norm, value), i + 1);
            else
                value = Add(all[i], value);
        }
        return value;
    }

    // As FineGrainedEncoder does it: the map times the weights of its channels.
    private string Weighted(ChannelAttention attention, string input)
    {
        string[] summaries = [.. new[] { "GlobalAveragePool", "GlobalMaxPool" }
            .Select(pool => Add(attention.Shared, graph.Flat(graph.Add(pool, [input]))))];
        string weights = graph.Add("Sigmoid", [graph.Add("Add", summaries)]); // [batch, C]
        return graph.Add("Mul", [input, graph.Add("Unsqueeze", [weights, graph.Constant("places", [2, 3])])]);
    }

    // The map times the weights of its places.
    private string Weighted(SpatialAttention attention, string input)
    {
        string[] summaries = [.. new[] { "ReduceMean", "ReduceMax" }
            .Select(reduce => graph.Add(reduce, [input], ("axes", new long[] { 1 }), ("keepdims", 1L)))];
        string both = graph.Add("Concat", summaries, ("axis", 1L)); // [batch, 2, h, w]
        return graph.Add("Mul", [input, graph.Add("Sigmoid", [Convolution(attention.Convolution, both)])]);
    }

    private string Convolution(Conv2d layer, string input) => Convolution(layer, [input, .. Tensors(layer.weight, layer.bias)]);

    private string Convolution(Conv2d layer, string[] inputs) => graph.Add("Conv", inputs,
        ("kernel_shape", layer.kernel_size), ("strides", layer.stride), Pads(layer.padding!),
        ("dilations", layer.dilation), ("group", layer.groups));

    // (w∗x − μ)·γ/√(σ² + ε) + β is a convolution with the weight w·γ/√(σ² + ε) and the bias β − μ·γ/√(σ² + ε). ONNX Runtime does the same
    // when it loads a file; 8 bits need it before, and other runtimes may not do it.
    private string Folded(Conv2d layer, BatchNorm norm, string input)
    {
        if (!folded.TryGetValue(layer.weight!, out string[]? known))
            folded[layer.weight!] = known = Fold(layer, norm);
        return Convolution(layer, [input, .. known]);
    }

    private string[] Fold(Conv2d layer, BatchNorm norm)
    {
        float[] weight = OnnxGraph.Numbers(layer.weight!), gamma = OnnxGraph.Numbers(norm.weight!), beta = OnnxGraph.Numbers(norm.bias!);
        float[] mean = OnnxGraph.Numbers(norm.running_mean!), variance = OnnxGraph.Numbers(norm.running_var!);
        double[] scale = [.. gamma.Zip(variance, (g, v) => g / Math.Sqrt(v + norm.eps))];
        float[] bias = layer.bias is null ? new float[beta.Length] : OnnxGraph.Numbers(layer.bias);
        int size = weight.Length / scale.Length; // of a filter
        float[] scaled = [.. weight.Select((value, i) => (float)(value * scale[i / size]))];
        float[] shifted = [.. bias.Select((value, i) => (float)(beta[i] + ((value - mean[i]) * scale[i])))];
        string name = names[layer.weight!];
        string biases = graph.Constant(name[..^"weight".Length] + "bias", shifted, shifted.Length);
        return [graph.Constant(name, scaled, layer.weight!.shape), biases];
    }

    private string Pointwise(Conv2d layer, string input)
    {
        string pixel = graph.Add("Reshape", [input, graph.Constant("one_pixel", [-1, layer.in_channels, 1, 1])]);
        return graph.Flat(Convolution(layer, pixel));
    }

    // PyTorch names left, right, top, bottom; ONNX the starts of all dimensions, then the ends.
    private string Pad(long[] sides, string input) =>
        graph.Add("Pad", [input, graph.Constant("pads", [0, 0, sides[2], sides[0], 0, 0, sides[3], sides[1]])]);

    // The weights of a layer; one that it has not is left out.
    private IEnumerable<string> Tensors(params Tensor?[] weights) =>
        weights.OfType<Tensor>().Select(weight => graph.Constant(weight, names[weight]));

    private static (string, object)[] Window(long[] size, long[]? stride) =>
        [("kernel_shape", Two(size)), ("strides", Two(stride ?? size))];

    private static long[] Two(long[] values) => [values[0], values[^1]];

    private static (string, object) Pads(long[] padding) => ("pads", (long[])[.. padding, .. padding]);
}
