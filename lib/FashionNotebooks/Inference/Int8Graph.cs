using System.Numerics.Tensors;
using Onnx;
using static Onnx.TensorProto.Types;

namespace FashionNotebooks.Inference;

/// <summary>
/// Makes a graph compute with 8 bits: every map goes through a pair of <c>QuantizeLinear</c> and <c>DequantizeLinear</c>, which says with
/// which step and which zero it may be kept as bytes, and the weights of convolutions are kept as such. A runtime turns the pairs into
/// integer arithmetic (Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018).
/// What follows the pooling stays float32: it is small, and the embedding needs its precision.
/// </summary>
internal sealed class Int8Graph
{
    // Seven of the eight bits. Processors without VNNI add two products of a code and a byte in 16 bits, and 2 × 255 × 64 is the most that
    // fits: larger codes would give other answers there.
    private const int LargestCode = 64;

    private readonly GraphProto source;
    private readonly OnnxGraph result = new();
    private readonly Dictionary<string, MapStatistics> maps;
    private readonly Dictionary<string, TensorProto> constants;
    private readonly Dictionary<string, string> decoded = new(StringComparer.Ordinal);
    private readonly HashSet<string> afterConvolution = new(StringComparer.Ordinal);

    // By the name of a convolution's weight: that of the value to read instead, with what OfWeight says of its codes.
    private readonly Dictionary<string, (string Name, float[] Scales, double[,] Errors)> weights = new(StringComparer.Ordinal);

    private Int8Graph(GraphProto source, Dictionary<string, MapStatistics> maps) =>
        (this.source, this.maps, constants) = (source, maps, source.Initializer.ToDictionary(constant => constant.Name));

    /// <summary>The graph with 8-bit maps and convolutions.</summary>
    /// <param name="source">A float32 graph without batch norm before its pooling.</param>
    internal static OnnxGraph Of(OnnxGraph source, Dictionary<string, MapStatistics> maps) => new Int8Graph(source.Proto, maps).Rewrite();

    private OnnxGraph Rewrite()
    {
        result.Proto.Input.Add(source.Input);
        result.Proto.Output.Add(source.Output);
        foreach (TensorProto constant in source.Initializer.Where(constant => IsRead(constant.Name)))
            result.Constant(constant.Name, (DataType)constant.DataType, constant.RawData.Span, constant.Dims);
        foreach (ValueInfoProto input in source.Input)
            Code(input.Name);
        foreach (NodeProto node in source.Node)
        {
            IEnumerable<string> inputs = IsCoded(node) ? Integers(node) : Inputs(node);
            result.Add(new NodeProto
            {
                OpType = node.OpType,
                Input = { inputs },
                Output = { node.Output },
                Attribute = { node.Attribute },
            });
            if (node.OpType == "Conv" || node.Input.Any(afterConvolution.Contains))
                afterConvolution.Add(node.Output[0]);
            Code(node.Output[0]);
        }
        return result;
    }

    // What a convolution of codes reads.
    private string[] Integers(NodeProto node)
    {
        MapStatistics map = maps[node.Input[0]];
        if (!weights.TryGetValue(node.Input[1], out var weight))
            weights[node.Input[1]] = weight = Coded(constants[node.Input[1]]);
        string[] inputs = [Inputs(node).First(), weight.Name];
        if (node.Input.Count == 2)
            return inputs;
        float[] steps = [.. weight.Scales.Select(scale => scale * map.Scale)];
        float[] lost = Lost(weight.Errors, map.Means, (int)node.Attribute.Single(attribute => attribute.Name == "group").I);
        TensorProto bias = constants[node.Input[2]];
        return [.. inputs, Decoded<int>(bias.Name, DataType.Int32, OfBias(Floats(bias), steps, lost), bias.Dims, steps)];
    }

    /// <summary>A bias, to which what is lost is added, in the steps of the sums that it is added to.</summary>
    internal static int[] OfBias(ReadOnlySpan<float> bias, float[] steps, float[] lost)
    {
        int[] codes = new int[bias.Length];
        for (int i = 0; i < codes.Length; i++)
            codes[i] = (int)Math.Clamp(Math.Round((bias[i] + (double)lost[i]) / steps[i]), int.MinValue, int.MaxValue);
        return codes;
    }

    // What rounding the weights takes from the sums of each channel on average, for the bias to give back. Where a channel has few weights,
    // as over single channels, that is what costs the most (Nagel et al., "Data-Free Quantization Through Weight Equalization and Bias
    // Correction", 2019).
    private static float[] Lost(double[,] errors, float[] means, int groups)
    {
        int channels = errors.GetLength(0), inputs = errors.GetLength(1);
        var lost = new float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            int first = channel / (channels / groups) * inputs;
            for (int i = 0; i < inputs; i++)
                lost[channel] += (float)(errors[channel, i] * means[first + i]);
        }
        return lost;
    }

    // Adds the pair after a map that is worth it: what a convolution reads, and all that comes of one. A ReLU that follows is part of the
    // same step, so the value before it gets no codes of its own.
    private void Code(string name)
    {
        NodeProto[] readers = [.. source.Node.Where(node => node.Input.Contains(name))];
        bool isWorthIt = afterConvolution.Contains(name)
            ? !readers.All(node => node.OpType is "Relu" or "Clip")
            : readers.Any(node => node.OpType == "Conv");
        if (!isWorthIt || !maps.TryGetValue(name, out MapStatistics? map))
            return;
        string scale = result.Constant($"{name}_scale", [map.Scale]);
        string zero = result.Constant<byte>($"{name}_zero", DataType.Uint8, [map.Zero]);
        decoded[name] = result.Add("DequantizeLinear", [result.Add("QuantizeLinear", [name, scale, zero]), scale, zero]);
    }

    private (string Name, float[] Scales, double[,] Errors) Coded(TensorProto constant)
    {
        (sbyte[] codes, float[] scales, double[,] errors) = OfWeight(Floats(constant), (int)constant.Dims[0], (int)constant.Dims[1]);
        return (Decoded<sbyte>(constant.Name, DataType.Int8, codes, constant.Dims, scales), scales, errors);
    }

    /// <summary>Codes from -64 to 64: 0 stays 0, and the largest number of an output channel has the largest code.</summary>
    /// <param name="weight"><c>[channels, inputs, …]</c>.</param>
    /// <returns>The codes in the same order, the step of each channel, and by how much the codes are too small, summed over the places
    /// of the window: [channels, inputs].</returns>
    internal static (sbyte[] Codes, float[] Scales, double[,] Errors) OfWeight(ReadOnlySpan<float> weight, int channels, int inputs)
    {
        int size = weight.Length / channels;
        float[] scales = new float[channels];
        sbyte[] codes = new sbyte[weight.Length];
        var errors = new double[channels, inputs];
        for (int channel = 0; channel < channels; channel++)
        {
            float largest = Math.Abs(TensorPrimitives.MaxMagnitude(weight.Slice(channel * size, size)));
            scales[channel] = largest > 0 ? largest / LargestCode : 1;
            for (int i = channel * size; i < (channel + 1) * size; i++)
            {
                codes[i] = (sbyte)MathF.Round(weight[i] / scales[channel]);
                errors[channel, i % size / (size / inputs)] += weight[i] - ((double)codes[i] * scales[channel]);
            }
        }
        return (codes, scales, errors);
    }

    // Codes and what turns them back into numbers, along the first dimension.
    private string Decoded<T>(string name, DataType type, T[] codes, IEnumerable<long> shape, float[] scales)
        where T : unmanaged
    {
        string scale = result.Constant($"{name}_scale", scales, scales.Length);
        string zero = result.Constant<T>($"{name}_zero", type, new T[scales.Length], scales.Length);
        return result.Add("DequantizeLinear", [result.Constant<T>(name, type, codes, shape), scale, zero], ("axis", 0L));
    }

    private static ReadOnlySpan<float> Floats(TensorProto constant) => MemoryMarshal.Cast<byte, float>(constant.RawData.Span);

    private IEnumerable<string> Inputs(NodeProto node) => node.Input.Select(name => decoded.GetValueOrDefault(name, name));

    // A convolution over a map; one over a single place, as in squeeze and excitation, is left as it is.
    private bool IsCoded(NodeProto node) => node.OpType == "Conv" && decoded.ContainsKey(node.Input[0]);

    private bool IsRead(string constant) =>
        source.Node.Any(node => node.Input.Contains(constant) && !(node.OpType == "Conv" && maps.ContainsKey(node.Input[0])));
}
