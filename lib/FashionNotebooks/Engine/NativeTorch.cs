namespace FashionNotebooks.Engine;

/// <summary>
/// Loads libtorch before TorchSharp does. Where it cannot be loaded, TorchSharp prints two pages that do not say why and copies half a
/// gigabyte; this says why in a line.
/// </summary>
public static class NativeTorch
{
    /// <summary>Loads libtorch if that was not done yet, and looks at its convolutions; call it before the first tensor.</summary>
    /// <exception cref="InputException">This system lacks something or computes wrongly; the message says what helps.</exception>
    public static void Require()
    {
        string folder = Path.GetDirectoryName(typeof(TorchSharp.torch).Assembly.Location)!;
        string[] files = [.. ((string[])["torch_cpu", "LibTorchSharp"]).Select(name => Path.Combine(folder, FileName(name)))];
        try
        {
            // Elsewhere only in layouts that TorchSharp knows: a notebook that asks for its package.
            foreach (string file in files.All(File.Exists) ? files : [])
                NativeLibrary.Load(file);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new InputException($"libtorch cannot be loaded: {LoaderMessage.Explain(e.Message)}", e);
        }
        OneDnn.Mend(FileName("torch_cpu"));
        if (!OneDnn.IsRight())
            throw new InputException("oneDNN computes convolutions wrongly on this machine; set the variable ONEDNN_MAX_CPU_ISA to AVX");
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
