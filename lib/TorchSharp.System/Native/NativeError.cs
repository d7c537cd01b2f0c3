using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TorchSharp.Native;

/// <summary>Turns a failure of the native side into an exception with one readable line.</summary>
internal static unsafe partial class NativeError
{
    private const int MaxLength = 400;

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
        text = InternalAssert().Replace(text, "libtorch cannot handle these arguments ($1). ");
        text = Spaces().Replace(text, " ").Trim();
        // Some messages go on with a page of advice or a table of kernels: what happened is in the first sentences.
        return text.Length <= MaxLength ? text : text[..(text.LastIndexOf(". ", MaxLength, StringComparison.Ordinal) is var end and > 0 ? end + 1 : MaxLength)];
    }

    [GeneratedRegex(@"^(.*?) INTERNAL ASSERT FAILED at ""[^""]*"":\d+, please report a bug to PyTorch\.\s*", RegexOptions.Singleline)]
    private static partial Regex InternalAssert();

    [GeneratedRegex(@"\s+")] private static partial Regex Spaces();
}
