namespace FashionNotebooks.Tests.Export;

/// <summary>A test that needs ONNX Runtime: node, and npm's onnxruntime-node in a <c>node_modules</c> that NODE_PATH names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute()
    {
        string modules = Environment.GetEnvironmentVariable("NODE_PATH") ?? "";
        if (!Directory.Exists(Path.Combine(modules, "onnxruntime-node")))
            Skip = "set NODE_PATH to a node_modules with onnxruntime-node (`./fashion test` installs it where there is npm)";
    }
}
