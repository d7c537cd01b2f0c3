using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>Values that PyTorch computed; the scripts beside the files made them.</summary>
internal static class Fixture
{
    internal static JsonElement Load(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", file))).RootElement;

    internal static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];

    internal static long[] Longs(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetInt64())];

    internal static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }

    internal static void Equal(JsonElement expected, Tensor actual, string what, double tolerance = 1e-5) =>
        Equal(expected.Doubles(), Values(actual), what, tolerance);

    internal static void Equal(double[] expected, double[] actual, string what, double tolerance = 1e-5)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values, expected {expected.Length}");
        for (var place = 0; place < expected.Length; place++)
            Assert.True(
                Math.Abs(expected[place] - actual[place]) <= tolerance * Math.Max(1, Math.Abs(expected[place])),
                $"{what}[{place}]: {actual[place]}, expected {expected[place]}");
    }
}
