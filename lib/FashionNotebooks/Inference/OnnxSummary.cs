namespace FashionNotebooks.Inference;

/// <summary>What an export wrote.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Nodes">Operations in the graph.</param>
/// <param name="Opset">Version of the operator set.</param>
/// <param name="Inputs">Names of the inputs.</param>
/// <param name="Outputs">Names of the outputs.</param>
public sealed record OnnxSummary(
    string Path, long Bytes, int Nodes, int Opset, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
