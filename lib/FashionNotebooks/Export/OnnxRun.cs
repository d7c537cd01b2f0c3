using FashionNotebooks.Checkpoints;
using static TorchSharp.torch;

namespace FashionNotebooks.Export;

/// <summary>Computes a graph, one operation after the other, on the CPU.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly OnnxGraph graph;
    private readonly Dictionary<string, Tensor> constants = new(StringComparer.Ordinal);

    internal OnnxRun(OnnxGraph graph)
    {
        this.graph = graph;
        using var scope = NewDisposeScope();
        foreach (TensorEntry entry in graph.Constants)
        {
            Tensor value = StateDict.ToTensor(entry);
            constants[entry.Name] = (entry.Type == ElementType.I64 ? value : value.to_type(ScalarType.Float32)).DetachFromDisposeScope();
        }
    }

    /// <summary>Every value of the graph, by name. The caller disposes them.</summary>
    /// <param name="input">What the graph's only input is to be.</param>
    /// <exception cref="InvalidDataException">An operation reads a value that nothing made.</exception>
    internal Dictionary<string, Tensor> Values(Tensor input)
    {
        using var grad = no_grad();
        var values = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [graph.Inputs[0].Name] = input };
        foreach (OnnxNode node in graph.Nodes)
            values[node.Output] = OnnxOperators.Run(node, [.. node.Inputs.Select(name => Find(values, name))]);
        return values;
    }

    public void Dispose()
    {
        foreach (Tensor constant in constants.Values)
            constant.Dispose();
    }

    private Tensor Find(Dictionary<string, Tensor> values, string name) =>
        values.TryGetValue(name, out Tensor? value) || constants.TryGetValue(name, out value) ? value : throw new InvalidDataException($"nothing makes the value '{name}'");
}
