using FashionNotebooks.Checkpoints;
using Google.Protobuf;
using static TorchSharp.torch;

namespace FashionNotebooks.Export;

/// <summary>
/// An ONNX file of ours, read back: what is in it, and what it computes, operation by operation as the specification says. That
/// proves an export where no other runtime is at hand; to serve, take a runtime, which is faster.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    private readonly OnnxGraph graph;
    private readonly OnnxRun run;

    private OnnxModel(OnnxGraph graph, SortedDictionary<string, string> metadata)
    {
        (this.graph, Metadata) = (graph, metadata);
        run = new OnnxRun(graph);
    }

    /// <summary>The texts that go with the model: classes, preprocessing, and more.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Weights and other numbers, in the order of the file.</summary>
    public IReadOnlyList<TensorEntry> Constants => graph.Constants;

    /// <summary>How often each operator is used.</summary>
    public IReadOnlyDictionary<string, int> Operators => new SortedDictionary<string, int>(graph.Nodes.CountBy(node => node.Operator).ToDictionary(), StringComparer.Ordinal);

    /// <summary>Reads a file of <see cref="OnnxExport"/>.</summary>
    /// <exception cref="InputException">It cannot be read, is damaged, or another program's.</exception>
    public static OnnxModel Read(string path)
    {
        byte[] bytes;
        using (var handle = InputFile.Open(path))
        {
            long length = InputFile.Length(handle, path);
            if (length > CheckpointLimits.Default.TotalBytes)
                throw new InputException($"'{path}' is too large for a model of ours; give a file of 'export onnx'");
            bytes = new byte[length];
            InputFile.ReadExactly(handle, path, 0, bytes);
        }
        try
        {
            var fields = new ProtoFields(bytes);
            return new OnnxModel(Graph(fields.Message(7)), new(fields.Messages(14).ToDictionary(pair => pair.Text(1), pair => pair.Text(2)), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException or ArgumentException)
        {
            throw new InputException($"'{path}' is no ONNX file of ours, or damaged ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); export it again", e);
        }
    }

    /// <summary>Computes the outputs by name.</summary>
    /// <param name="input">float32 <c>[N, 3, S, S]</c>, or uint8 <c>[N, S, S, 3]</c> for a file that was exported with pixels.</param>
    /// <exception cref="InvalidDataException">An operation has no meaning.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> values = run.Values(input);
        return graph.Outputs.ToDictionary(output => output.Name, output => values[output.Name].MoveToOuterDisposeScope());
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => run.Dispose();

    private static OnnxGraph Graph(ProtoFields fields)
    {
        var graph = new OnnxGraph();
        foreach (ProtoFields constant in fields.Messages(5))
            graph.Constant(OnnxTypes.Read(constant));
        foreach (OnnxNode node in fields.Messages(1).Select(OnnxNode.Read))
        {
            if (!OnnxOperators.Knows(node))
                throw new InvalidDataException($"the operator {node.Operator} is unknown here");
            graph.AddNamed(node.Output, node.Operator, node.Inputs, node.Attributes);
        }
        graph.Inputs.AddRange(fields.Messages(11).Select(OnnxValue.Read));
        graph.Outputs.AddRange(fields.Messages(12).Select(OnnxValue.Read));
        return graph.Inputs.Count == 1 && graph.Outputs.Count > 0 ? graph : throw new InvalidDataException("it has not one input, or no output");
    }
}
