namespace FashionNotebooks.Inference;

/// <summary>
/// ONNX Runtime 1.31 keeps a number of the machine and a database of sessions below the home, to be sent to its makers, unless a variable
/// forbids it before the first session.
/// </summary>
internal static partial class OnnxTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY", Yes = "1";

    /// <summary>Forbids it in this process; what .NET sets itself native code sees on Windows alone.</summary>
    internal static void Forbid()
    {
        Environment.SetEnvironmentVariable(Variable, Yes);
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(Variable, Yes, overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
