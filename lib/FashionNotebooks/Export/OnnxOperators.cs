using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace FashionNotebooks.Export;

/// <summary>
/// What each operator that we write means, in the words of ONNX's specification. Codes of 8 bits are held as floats here, which hold
/// them exactly.
/// </summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Func<OnnxNode, Tensor[], Tensor>> operators = new(StringComparer.Ordinal)
    {
        ["Add"] = (_, x) => x[0].add(x[1]),
        ["AveragePool"] = (node, x) => avg_pool2d(x[0], node.Wholes("kernel_shape"), node.Wholes("strides"), ceil_mode: node.Whole("ceil_mode") == 1),
        ["BatchNormalization"] = (node, x) => batch_norm(x[0], x[3], x[4], x[1], x[2], eps: node.Number("epsilon")),
        ["Cast"] = (_, x) => x[0].to_type(ScalarType.Float32),
        ["Clip"] = (_, x) => x[0].maximum(x[1]).minimum(x[2]),
        ["Concat"] = (node, x) => cat(x, node.Whole("axis")),
        ["Conv"] = (node, x) => conv2d(x[0], x[1], x.Length > 2 ? x[2] : null, node.Wholes("strides"), Border(node), node.Wholes("dilations"), node.Whole("group")),
        ["DequantizeLinear"] = (_, x) => x[0].sub(Along(x[2], x[0])).mul(Along(x[1], x[0])),
        ["Div"] = (_, x) => x[0].div(x[1]),
        ["Flatten"] = (_, x) => x[0].flatten(1),
        ["Gemm"] = (_, x) => linear(x[0], x[1], x.Length > 2 ? x[2] : null),
        ["GlobalAveragePool"] = (_, x) => x[0].mean([2, 3], keepdim: true),
        ["GlobalMaxPool"] = (_, x) => x[0].amax([2, 3], keepdim: true),
        ["Identity"] = (_, x) => x[0].alias(),
        ["MatMul"] = (_, x) => x[0].matmul(x[1]),
        ["Max"] = (_, x) => x[0].maximum(x[1]),
        ["MaxPool"] = (node, x) => max_pool2d(x[0], node.Wholes("kernel_shape"), node.Wholes("strides"), Border(node)),
        ["Mul"] = (_, x) => x[0].mul(x[1]),
        ["Pad"] = (_, x) => Numbers(x[1]) is var sides ? pad(x[0], [sides[3], sides[7], sides[2], sides[6]]) : x[0],
        ["QuantizeLinear"] = (_, x) => x[0].div(x[1]).round().add(x[2]).clamp(0, byte.MaxValue),
        ["ReduceL2"] = (node, x) => x[0].square().sum(node.Wholes("axes"), keepdim: true).sqrt(),
        ["ReduceMax"] = (node, x) => x[0].amax(node.Wholes("axes"), keepdim: true),
        ["ReduceMean"] = (node, x) => x[0].mean(node.Wholes("axes"), keepdim: true),
        ["Relu"] = (_, x) => x[0].relu(),
        ["Reshape"] = (_, x) => x[0].reshape(Numbers(x[1])),
        ["Sigmoid"] = (_, x) => x[0].sigmoid(),
        ["Slice"] = (_, x) => x[0].flip(Numbers(x[3])), // we write it for mirror images only
        ["Sub"] = (_, x) => x[0].sub(x[1]),
        ["Transpose"] = (node, x) => x[0].permute(node.Wholes("perm")),
        ["Unsqueeze"] = (_, x) => Numbers(x[1]).Aggregate(x[0], (value, axis) => value.unsqueeze(axis)),
    };

    /// <summary>Whether the operator is one of ours.</summary>
    internal static bool Knows(OnnxNode node) => operators.ContainsKey(node.Operator);

    /// <summary>Does an operation.</summary>
    /// <param name="node">Which one.</param>
    /// <param name="inputs">The values it reads, in its order.</param>
    internal static Tensor Run(OnnxNode node, Tensor[] inputs) => operators[node.Operator](node, inputs);

    // ONNX names the borders of all starts, then of all ends; ours are alike on both sides.
    private static long[] Border(OnnxNode node) => node.Wholes("pads")[..2];

    private static long[] Numbers(Tensor row) => row.data<long>().ToArray();

    // One number for all, or one for each entry of the first dimension.
    private static Tensor Along(Tensor numbers, Tensor value) =>
        numbers.numel() == 1 ? numbers : numbers.view([-1, .. Enumerable.Repeat(1L, (int)value.dim() - 1)]);
}
