namespace FashionNotebooks.Tests.Export;

/// <summary>A test that needs ONNX Runtime and the real photos.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxPhotosFactAttribute : FactAttribute
{
    public OnnxPhotosFactAttribute() => Skip = OnnxRuntime.Missing ?? new PhotosFact().Skip;
}
