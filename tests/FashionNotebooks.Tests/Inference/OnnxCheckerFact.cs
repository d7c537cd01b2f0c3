using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Inference;

/// <summary>A test that needs Debian's python3-onnx.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxCheckerFactAttribute : FactAttribute
{
    public OnnxCheckerFactAttribute()
    {
        if (!File.Exists("/usr/bin/python3") || PythonFactAttribute.Run("-c", "import onnx").ExitCode != 0)
            Skip = "python3-onnx is not installed";
    }
}
