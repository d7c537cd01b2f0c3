using Google.Protobuf;
using Onnx;
using static Onnx.AttributeProto.Types;
using static Onnx.TensorProto.Types;
using static Onnx.TensorShapeProto.Types;

namespace FashionNotebooks.Inference;

/// <summary>A graph that grows node by node. Values have the names of the layers that made them.</summary>
internal sealed class OnnxGraph
{
    internal const int Opset = 17, FormatVersion = 8;

    private readonly Dictionary<Tensor, string> tensors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The graph so far: operations, each after those that it reads from, weights, inputs and outputs.</summary>
    internal GraphProto Proto { get; } = new() { Name = "fashion" };

    /// <summary>Adds an operation; returns the name of its output.</summary>
    internal string Add(string operation, string[] inputs, params IEnumerable<(string Name, object Value)> attributes)
    {
        string output = Unused(operation);
        return Add(new NodeProto
        {
            OpType = operation,
            Input = { inputs },
            Output = { output },
            Attribute = { attributes.Select(Attribute) },
        });
    }

    /// <summary>A value <c>[batch, …]</c> as one row for each photo.</summary>
    internal string Flat(string value) => Add("Flatten", [value], ("axis", 1L));

    /// <summary>Adds an operation whose output has a name already.</summary>
    internal string Add(NodeProto node)
    {
        names.Add(node.Output[0]);
        node.Name = node.Output[0];
        Proto.Node.Add(node);
        return node.Name;
    }

    /// <summary>Declares the input; -1 is any number of photos.</summary>
    internal string Input(string name, DataType type, params long[] shape)
    {
        names.Add(name);
        Proto.Input.Add(Value(name, type, shape));
        return name;
    }

    /// <summary>Gives a value, float32 <c>[batch, columns]</c>, the name that users of the file rely on.</summary>
    internal void Output(string name, string value, long columns)
    {
        Add(new NodeProto { OpType = "Identity", Input = { value }, Output = { name } });
        Proto.Output.Add(Value(name, DataType.Float, [-1, columns]));
    }

    /// <summary>The name of a model's tensor, which is put into the file once.</summary>
    internal string Constant(Tensor tensor, string name)
    {
        if (!tensors.TryGetValue(tensor, out string? known))
            tensors[tensor] = known = Constant(name, Numbers(tensor), tensor.shape);
        return known;
    }

    internal string Constant(string name, float[] values, params long[] shape) => Constant<float>(name, DataType.Float, values, shape);

    /// <summary>The name of a new constant of whole numbers, one row.</summary>
    internal string Constant(string name, long[] values) => Constant<long>(name, DataType.Int64, values, values.Length);

    /// <summary>Adds a constant under its name, or one made from it if there is such a value already; returns the name.</summary>
    internal string Constant<T>(string name, DataType type, ReadOnlySpan<T> values, params IEnumerable<long> shape)
        where T : unmanaged
    {
        string unused = Unused(name);
        var bytes = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)); // little-endian, in C order
        Proto.Initializer.Add(new TensorProto { Name = unused, DataType = (int)type, Dims = { shape }, RawData = bytes });
        return unused;
    }

    /// <summary>The whole file.</summary>
    internal byte[] ToBytes(IEnumerable<KeyValuePair<string, string>> metadata) => ToBytes(Proto, metadata);

    /// <summary>A file of a graph that was made from ours.</summary>
    internal static byte[] ToBytes(GraphProto graph, IEnumerable<KeyValuePair<string, string>> metadata) => new ModelProto
    {
        IrVersion = FormatVersion,
        ProducerName = "FashionNotebooks",
        Graph = graph,
        OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        MetadataProps = { metadata.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }) },
    }.ToByteArray();

    /// <summary>The values of a float32 tensor in C order.</summary>
    internal static float[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return MemoryMarshal.Cast<byte, float>(tensor.detach().cpu().contiguous().bytes).ToArray();
    }

    private string Unused(string name)
    {
        string candidate = name;
        for (int i = 1; !names.Add(candidate); i++)
            candidate = $"{name}_{i}";
        return candidate;
    }

    private static ValueInfoProto Value(string name, DataType type, long[] shape)
    {
        IEnumerable<Dimension> sizes = shape.Select(size => size < 0 ? new Dimension { DimParam = "batch" } : new() { DimValue = size });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new() { Dim = { sizes } } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Attribute((string Name, object Value) attribute) => attribute.Value switch
    {
        float number => new AttributeProto { Name = attribute.Name, Type = AttributeType.Float, F = number },
        long whole => new AttributeProto { Name = attribute.Name, Type = AttributeType.Int, I = whole },
        long[] wholes => new AttributeProto { Name = attribute.Name, Type = AttributeType.Ints, Ints = { wholes } },
        _ => throw new ArgumentException($"an attribute cannot be a {attribute.Value.GetType().Name}", nameof(attribute)),
    };
}
