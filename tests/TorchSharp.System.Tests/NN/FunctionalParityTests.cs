using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.NN;

/// <summary>Functions that no module wraps, against PyTorch.</summary>
public class FunctionalParityTests
{
    private static readonly JsonElement expected = Fixture.Load("nn.json").GetProperty("functions");

    public static TheoryData<string> Cases => [.. expected.EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        var x = randn(2, 3, 5, 6);
        var (a, b) = (randn(4, 5), randn(4, 5));
        var result = name.Split('_')[0] switch
        {
            "grid" or "affine" => Grid(name, x),
            "interpolate" => Interpolate(name, x),
            "pad" => F.pad(x, (1, 2, 3, 0), PadMode(name), name == "pad_constant" ? 0.5 : 0),
            _ => Plain(name, x, a, b),
        };
        Assert.Equal(expected.GetProperty(name).GetProperty("shape").Longs(), result.shape);
        Fixture.Equal(expected.GetProperty(name).GetProperty("values"), result, name);
    }

    private static Tensor Plain(string name, Tensor x, Tensor a, Tensor b) => name switch
    {
        "normalize" => F.normalize(a),
        "normalize_p1" => F.normalize(a, p: 1, dim: 0),
        "cosine_similarity" => F.cosine_similarity(a, b),
        "pairwise_distance" => F.pairwise_distance(a, b),
        "pairwise_distance_p1" => F.pairwise_distance(a, b, p: 1, keepdim: true),
        "one_hot" => F.one_hot(tensor(new long[] { 2, 0, 1 }), 4),
        "elu" => F.elu(a, 0.7),
        "hardtanh" => F.hardtanh(a, -0.5, 0.7),
        "softplus" => F.softplus(a, 2, 3),
        "layer_norm" => F.layer_norm(a, [5]),
        "group_norm" => F.group_norm(x, 3),
        "batch_norm_eval" => F.batch_norm(x, tensor(new[] { 0.1f, 0.2f, 0.3f }), tensor(new[] { 1f, 2, 3 })),
        _ => throw new ArgumentException(name),
    };

    private static Tensor Grid(string name, Tensor x)
    {
        var corners = name.EndsWith("True", StringComparison.Ordinal);
        var theta = tensor(new[] { 0.9f, 0.2f, 0.1f, -0.2f, 0.8f, -0.1f, 1.1f, 0, 0.3f, 0.1f, 1, 0 }).reshape(2, 2, 3);
        var grid = F.affine_grid(theta, [2, 3, 4, 5], corners);
        if (name.StartsWith("affine", StringComparison.Ordinal))
            return grid;
        var mode = name.Contains("nearest", StringComparison.Ordinal) ? GridSampleMode.Nearest : GridSampleMode.Bilinear;
        var padding = name.Split('_')[3] switch
        {
            "zeros" => GridSamplePaddingMode.Zeros,
            "border" => GridSamplePaddingMode.Border,
            _ => GridSamplePaddingMode.Reflection,
        };
        return F.grid_sample(x, grid, mode, padding, corners);
    }

    private static Tensor Interpolate(string name, Tensor x) => name switch
    {
        "interpolate_nearest" => F.interpolate(x, [3, 8]),
        "interpolate_nearest-exact" => F.interpolate(x, [3, 8], mode: InterpolationMode.NearestExact),
        "interpolate_area" => F.interpolate(x, [3, 8], mode: InterpolationMode.Area),
        "interpolate_scale" => F.interpolate(x, scale_factor: [1.7, 0.6], mode: InterpolationMode.Bilinear),
        "interpolate_recompute" => F.interpolate(x, scale_factor: [1.7, 0.6], mode: InterpolationMode.Bilinear, recompute_scale_factor: true),
        _ => F.interpolate(
            x, [3, 4], mode: name.Contains("bilinear", StringComparison.Ordinal) ? InterpolationMode.Bilinear : InterpolationMode.Bicubic,
            antialias: name.EndsWith("True", StringComparison.Ordinal)),
    };

    private static PaddingModes PadMode(string name) => name switch
    {
        "pad_reflect" => PaddingModes.Reflect,
        "pad_replicate" => PaddingModes.Replicate,
        "pad_circular" => PaddingModes.Circular,
        _ => PaddingModes.Constant,
    };
}
