using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using static TorchSharp.torch;

namespace FashionNotebooks.Export;

/// <summary>A graph that grows node by node. Values have the names of the layers that made them.</summary>
internal sealed class OnnxGraph
{
    internal const int Opset = 17, FormatVersion = 8;

    private readonly List<OnnxNode> nodes = [];
    private readonly List<ProtoMessage> constants = [];
    private readonly Dictionary<Tensor, string> tensors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    internal List<OnnxValue> Inputs { get; } = [];

    internal List<OnnxValue> Outputs { get; } = [];

    internal int NodeCount => nodes.Count;

    /// <summary>Adds an operation; returns the name of its output.</summary>
    internal string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes) =>
        AddNamed(Unused(operation), operation, inputs, attributes);

    /// <summary>Adds an operation whose output has a name that users of the file rely on.</summary>
    internal string AddNamed(string output, string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        names.Add(output);
        nodes.Add(new OnnxNode(operation, inputs, output, attributes));
        return output;
    }

    /// <summary>The name of a model's tensor, which is put into the file once.</summary>
    internal string Constant(Tensor tensor, string name)
    {
        if (tensors.TryGetValue(tensor, out string? known))
            return known;
        TensorEntry entry = StateDict.Entry(Unused(name), tensor);
        constants.Add(Initializer(entry.Name, OnnxValue.Float, [.. entry.Shape], entry.Bytes.Span));
        return tensors[tensor] = entry.Name;
    }

    /// <summary>The name of a new constant of numbers.</summary>
    internal string Constant(string name, float[] values, params long[] shape) => Constant(name, OnnxValue.Float, shape, MemoryMarshal.AsBytes<float>(values));

    /// <summary>The name of a new constant of whole numbers, one row.</summary>
    internal string Constant(string name, long[] values) => Constant(name, OnnxValue.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    /// <summary>ModelProto: the whole file.</summary>
    /// <param name="metadata">Texts to go with the model.</param>
    internal ProtoMessage Message(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ProtoMessage graph = new ProtoMessage().AddEach(1, nodes, node => node.Message()).Add(2, "fashion")
            .AddEach(5, constants, constant => constant).AddEach(11, Inputs, value => value.Message()).AddEach(12, Outputs, value => value.Message());
        return new ProtoMessage().Add(1, FormatVersion).Add(2, "FashionNotebooks").Add(7, graph).Add(8, new ProtoMessage().Add(1, "").Add(2, Opset))
            .AddEach(14, metadata, pair => new ProtoMessage().Add(1, pair.Key).Add(2, pair.Value));
    }

    private string Constant(string name, int type, long[] shape, ReadOnlySpan<byte> bytes)
    {
        string unused = Unused(name);
        constants.Add(Initializer(unused, type, shape, bytes));
        return unused;
    }

    // TensorProto; its bytes are little-endian and in C order, as ours are.
    private static ProtoMessage Initializer(string name, int type, long[] shape, ReadOnlySpan<byte> bytes)
    {
        var message = new ProtoMessage();
        foreach (long size in shape)
            message.Add(1, size);
        return message.Add(2, type).Add(8, name).Add(9, bytes);
    }

    private string Unused(string name)
    {
        string candidate = name;
        for (int i = 1; !names.Add(candidate); i++)
            candidate = $"{name}_{i}";
        return candidate;
    }
}
