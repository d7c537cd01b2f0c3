using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using FashionNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Export;

/// <summary>ONNX Runtime, in node.</summary>
internal static class OnnxRuntime
{
    /// <summary>Why it cannot run here; null if it can.</summary>
    internal static string? Missing => Directory.Exists(Path.Combine(Environment.GetEnvironmentVariable("NODE_PATH") ?? "", "onnxruntime-node"))
        ? null
        : "set NODE_PATH to a node_modules with onnxruntime-node (`./fashion test` installs it where there is npm)";

    /// <summary>The outputs of a model by name.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="pixels">uint8 <c>[N, 3, S, S]</c>.</param>
    /// <param name="bytes">Whether the file takes bytes, <c>[N, S, S, 3]</c>.</param>
    /// <param name="batches">How many pictures go through at once, in turns; 64 if nothing is said.</param>
    internal static JsonElement Run(string model, Tensor pixels, bool bytes = false, params int[] batches)
    {
        using var scope = NewDisposeScope();
        string input = model + ".input";
        Tensor values = bytes ? pixels.permute(0, 2, 3, 1).contiguous() : Normalization.ToModelInput(pixels);
        File.WriteAllBytes(input, bytes ? values.data<byte>().ToArray() : MemoryMarshal.AsBytes<float>(values.data<float>().ToArray()).ToArray());
        string script = Path.Combine(AppContext.BaseDirectory, "Export", "run_onnx.cjs");
        var start = new ProcessStartInfo("node", [script, model, input, bytes ? "uint8" : "float32", string.Join(',', values.shape), string.Join(',', batches is [] ? [64] : batches)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>The numbers of an output.</summary>
    internal static float[] Numbers(this JsonElement outputs, string name) => [.. outputs.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];

    internal static void AssertClose(Tensor ours, float[] actual)
    {
        float[] expected = ours.contiguous().data<float>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-4 + (1e-4 * Math.Abs(pair.First)), $"{pair.First} and {pair.Second}"));
    }
}
