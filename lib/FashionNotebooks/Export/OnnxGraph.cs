using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using static TorchSharp.torch;

namespace FashionNotebooks.Export;

/// <summary>A graph that grows node by node. Values have the names of the layers that made them.</summary>
internal sealed class OnnxGraph
{
    internal const int Opset = 17, FormatVersion = 8;

    private readonly List<OnnxNode> nodes = [];
    private readonly List<TensorEntry> constants = [];
    private readonly Dictionary<Tensor, string> tensors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    internal List<OnnxValue> Inputs { get; } = [];

    internal List<OnnxValue> Outputs { get; } = [];

    /// <summary>The operations, each after those that it reads from.</summary>
    internal IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>Weights and other numbers that are part of the file.</summary>
    internal IReadOnlyList<TensorEntry> Constants => constants;

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
        if (!tensors.TryGetValue(tensor, out string? known))
            tensors[tensor] = known = Constant(StateDict.Entry(name, tensor));
        return known;
    }

    /// <summary>The name of a new constant of numbers.</summary>
    internal string Constant(string name, float[] values, params long[] shape) =>
        Constant(new TensorEntry(name, ElementType.F32, shape, MemoryMarshal.AsBytes<float>(values).ToArray()));

    /// <summary>The name of a new constant of whole numbers, one row.</summary>
    internal string Constant(string name, long[] values) =>
        Constant(new TensorEntry(name, ElementType.I64, [values.Length], MemoryMarshal.AsBytes<long>(values).ToArray()));

    /// <summary>Adds a constant under its name, or one made from it if there is such a value already; returns the name.</summary>
    internal string Constant(TensorEntry entry)
    {
        string unused = Unused(entry.Name);
        constants.Add(entry with { Name = unused });
        return unused;
    }

    /// <summary>ModelProto: the whole file.</summary>
    /// <param name="metadata">Texts to go with the model.</param>
    internal ProtoMessage Message(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ProtoMessage graph = new ProtoMessage().AddEach(1, nodes, node => node.Message()).Add(2, "fashion")
            .AddEach(5, constants, OnnxTypes.Message).AddEach(11, Inputs, value => value.Message()).AddEach(12, Outputs, value => value.Message());
        return new ProtoMessage().Add(1, FormatVersion).Add(2, "FashionNotebooks").Add(7, graph).Add(8, new ProtoMessage().Add(1, "").Add(2, Opset))
            .AddEach(14, metadata, pair => new ProtoMessage().Add(1, pair.Key).Add(2, pair.Value));
    }

    private string Unused(string name)
    {
        string candidate = name;
        for (int i = 1; !names.Add(candidate); i++)
            candidate = $"{name}_{i}";
        return candidate;
    }
}
