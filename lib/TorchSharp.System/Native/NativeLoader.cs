using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Loads <c>libfashion_torch</c>, and libtorch with it, in an environment where one thread means one core.</summary>
internal static partial class NativeLoader
{
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != "fashion_torch")
            return 0;
        // Environment.SetEnvironmentVariable does not reach C libraries, and these are read while libtorch loads.
        // OpenBLAS' own threads would burn cores beside OpenMP's; OMP_DYNAMIC=true hangs.
        SetVariable("OPENBLAS_NUM_THREADS"u8, "1"u8, 1);
        SetVariable("OMP_DYNAMIC"u8, "false"u8, 1);
        // libtorch's warnings (deprecated mask types, say) would go to the console of the host; errors become exceptions.
        SetVariable("GLOG_minloglevel"u8, "2"u8, 0);
        SetVariable("TORCH_CPP_LOG_LEVEL"u8, "ERROR"u8, 0);
        try
        {
            return NativeLibrary.Load(name, assembly, searchPath);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"libtorch cannot be loaded: {FirstLine(e.Message)} Install the Debian packages of packages/run.txt (libtorch1.13).", e);
        }
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOf('\n') is var end and >= 0 ? text[..end] : text;

    private static unsafe void SetVariable(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, int overwrite)
    {
        fixed (byte* n = name, v = value) // u8 literals end with a zero byte
            _ = setenv(n, v, overwrite);
    }

    [LibraryImport("libc")] private static unsafe partial int setenv(byte* name, byte* value, int overwrite);
}
