using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>What PyTorch 1.13 gave; see <c>Fixtures/make_engine.py</c>.</summary>
internal static class ParityFixture
{
    private static readonly JsonElement root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "engine.json"))).RootElement;

    internal static JsonElement Cases => root.GetProperty("cases");

    internal static JsonElement Random => root.GetProperty("random");

    internal static Tensor Tensor(JsonElement numbers, ScalarType type = ScalarType.Float32)
    {
        var shape = numbers.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64()).ToArray();
        var data = numbers.GetProperty("data").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        return tensor(data, shape, type);
    }
}
