namespace FashionNotebooks.Tests.Export;

/// <summary>A test that needs ONNX Runtime: node, and npm's onnxruntime-node in a <c>node_modules</c> that NODE_PATH names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = OnnxRuntime.Missing;
}
