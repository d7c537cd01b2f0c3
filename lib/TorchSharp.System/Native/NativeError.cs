using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TorchSharp.Native;

/// <summary>Turns a failure of the native side into an exception with one readable line.</summary>
internal static unsafe partial class NativeError
{
    /// <summary>The exception for the last failure on this thread; <paramref name="source"/> is the operator or call that failed.</summary>
    internal static ExternalException Last(string source)
    {
        string text = Marshal.PtrToStringUTF8((nint)LibTorch.ft_last_error()) ?? "";
        return new ExternalException($"{source}: {OneLine(text)}");
    }

    internal static void Check(int code, string source)
    {
        if (code < 0)
            throw Last(source);
    }

    internal static nint Check(nint handle, string source) => handle != 0 ? handle : throw Last(source);

    private static string OneLine(string text)
    {
        int trace = text.IndexOf("Exception raised from", StringComparison.Ordinal);
        if (trace >= 0)
            text = text[..trace];
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+")] private static partial Regex Spaces();
}
