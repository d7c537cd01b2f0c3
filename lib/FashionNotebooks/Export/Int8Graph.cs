using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Export;

/// <summary>
/// Makes a graph compute with 8 bits: every map goes through a pair of <c>QuantizeLinear</c> and <c>DequantizeLinear</c>, which says
/// with which step and which zero it may be kept as bytes, and the weights of convolutions are kept as such. A runtime turns the pairs
/// into integer arithmetic (Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only
/// Inference", 2018). What follows the pooling stays float32: it is small, and the embedding needs its precision.
/// </summary>
internal sealed class Int8Graph
{
    private readonly OnnxGraph source, result = new();
    private readonly Dictionary<string, MapStatistics> maps;
    private readonly Dictionary<string, string> decoded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Weight, float[] Scales, double[,] Errors)> weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> afterConvolution = new(StringComparer.Ordinal);

    private Int8Graph(OnnxGraph source, Dictionary<string, MapStatistics> maps) => (this.source, this.maps) = (source, maps);

    /// <summary>The graph with 8-bit maps and convolutions.</summary>
    /// <param name="source">A float32 graph without batch norm.</param>
    /// <param name="maps">What its maps hold.</param>
    internal static OnnxGraph Of(OnnxGraph source, Dictionary<string, MapStatistics> maps) => new Int8Graph(source, maps).Rewrite();

    private OnnxGraph Rewrite()
    {
        result.Inputs.AddRange(source.Inputs);
        result.Outputs.AddRange(source.Outputs);
        foreach (TensorEntry constant in source.Constants.Where(constant => IsRead(constant.Name)))
            result.Constant(constant);
        foreach (OnnxValue input in source.Inputs)
            Code(input.Name);
        foreach (OnnxNode node in source.Nodes)
        {
            if (IsCoded(node))
                Convolve(node);
            else
                result.AddNamed(node.Output, node.Operator, Inputs(node), node.Attributes);
            if (node.Operator == "Conv" || node.Inputs.Any(afterConvolution.Contains))
                afterConvolution.Add(node.Output);
            Code(node.Output);
        }
        return result;
    }

    private void Convolve(OnnxNode node)
    {
        MapStatistics map = maps[node.Inputs[0]];
        (string weight, float[] scales, double[,] errors) = Weight(node.Inputs[1]);
        string[] inputs = [Inputs(node)[0], weight];
        if (node.Inputs.Length > 2)
            inputs = [.. inputs, Bias(node.Inputs[2], scales, map.Range.Scale, Lost(errors, map.Means, (int)node.Whole("group")))];
        result.AddNamed(node.Output, node.Operator, inputs, node.Attributes);
    }

    // What rounding the weights takes from the sums of each channel on average, for the bias to give back. Where a channel has few
    // weights, as over single channels, that is what costs the most (Nagel et al., "Data-Free Quantization Through Weight Equalization
    // and Bias Correction", 2019).
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

    // Adds the pair after a map that is worth it: what a convolution reads, and all that comes of one. A ReLU that follows is part of
    // the same step, so the value before it gets no codes of its own.
    private void Code(string name)
    {
        OnnxNode[] readers = [.. source.Nodes.Where(node => node.Inputs.Contains(name))];
        bool isWorthIt = afterConvolution.Contains(name) ? !readers.All(node => node.Operator is "Relu" or "Clip") : readers.Any(node => node.Operator == "Conv");
        if (!isWorthIt || !maps.TryGetValue(name, out MapStatistics? map))
            return;
        ValueRange range = map.Range;
        string scale = result.Constant($"{name}_scale", [range.Scale]);
        string zero = result.Constant(new TensorEntry($"{name}_zero", ElementType.U8, [], new[] { range.Zero }));
        decoded[name] = result.Add("DequantizeLinear", [result.Add("QuantizeLinear", [name, scale, zero]), scale, zero]);
    }

    private (string Weight, float[] Scales, double[,] Errors) Weight(string name)
    {
        if (!weights.TryGetValue(name, out var known))
        {
            TensorEntry weight = Constant(name);
            (TensorEntry codes, float[] scales) = Int8Codes.OfWeight(weight);
            weights[name] = known = (Decoded(codes, scales), scales, Int8Codes.Errors(weight, codes, scales));
        }
        return known;
    }

    private string Bias(string name, float[] scales, float inputScale, float[] lost)
    {
        float[] steps = [.. scales.Select(scale => scale * inputScale)];
        return Decoded(Int8Codes.OfBias(Constant(name), steps, lost), steps);
    }

    // Codes and what turns them back into numbers, along the first dimension.
    private string Decoded(TensorEntry codes, float[] scales)
    {
        string scale = result.Constant($"{codes.Name}_scale", scales, scales.Length);
        var zeros = new TensorEntry($"{codes.Name}_zero", codes.Type, [scales.Length], new byte[scales.Length * codes.Type.Size()]);
        return result.Add("DequantizeLinear", [result.Constant(codes), scale, result.Constant(zeros)], ("axis", 0L));
    }

    private string[] Inputs(OnnxNode node) => [.. node.Inputs.Select(name => decoded.GetValueOrDefault(name, name))];

    private TensorEntry Constant(string name) => source.Constants.First(constant => constant.Name == name);

    // A convolution over a map; one over a single place, as in squeeze and excitation, is left as it is.
    private bool IsCoded(OnnxNode node) => node.Operator == "Conv" && decoded.ContainsKey(node.Inputs[0]);

    private bool IsRead(string constant) => source.Nodes.Any(node => node.Inputs.Contains(constant) && !(node.Operator == "Conv" && maps.ContainsKey(node.Inputs[0])));
}
