namespace FashionNotebooks.Engine;

/// <summary>
/// Loads libtorch before TorchSharp does. Where it cannot be loaded, TorchSharp prints two pages that do not say why and copies half a
/// gigabyte; this says why in a line.
/// </summary>
public static class NativeTorch
{
    /// <summary>Loads libtorch if that was not done yet, and looks at its convolutions; call it before the first tensor.</summary>
    /// <exception cref="InputException">This system lacks something; the message says what helps.</exception>
    public static void Require()
    {
        OneDnn.Prepare();
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
            throw new InputException($"libtorch cannot be loaded: {Explain(e.Message)}", e);
        }
        if (!OneDnn.IsRight())
            throw new InputException("oneDNN computes convolutions wrongly on this machine; set the variable ONEDNN_MAX_CPU_ISA to AVX");
    }

    /// <summary>What the system's loader says, in plain words and with the cure.</summary>
    internal static string Explain(string message)
    {
        // .NET puts its own advice first, what the loader said last.
        string said = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        if (said.Contains("GLIBCXX_", StringComparison.Ordinal))
            return "libstdc++ here is older than 13 and the step of the build that makes up for it was left out; "
                + "build again without -p:WeakenLibstdcxx=false";
        if (said.Contains("`GLIBC_", StringComparison.Ordinal))
            return "glibc here is older than 2.34; use Debian 12, Ubuntu 22.04 or newer, or the devcontainer";
        if (said.Contains("cannot open shared object file", StringComparison.Ordinal))
            return $"the library {said.Split(':')[0]} is missing; on Debian: apt-get install libstdc++6";
        if (said.Contains("0x8007007E", StringComparison.Ordinal))
            return "a DLL that it needs is missing; install the Visual C++ runtime: https://aka.ms/vs/17/release/vc_redist.x64.exe";
        return $"{said}; build again after deleting the folder artifacts";
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
