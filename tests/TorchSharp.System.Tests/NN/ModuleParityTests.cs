using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>Every module against PyTorch from the same seed: initial weights, output, gradients and buffers, in training and in evaluation.</summary>
public class ModuleParityTests
{
    private static readonly JsonElement expected = Fixture.Load("nn.json").GetProperty("modules");

    private static readonly Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Make, long[] Shape)> Modules = new()
    {
        ["conv"] = (() => nn.Conv2d(3, 4, 3, stride: 2, padding: 1), [2, 3, 7, 6]),
        ["conv_plain"] = (() => nn.Conv2d(2, 3, (3, 2), bias: false), [1, 2, 5, 5]),
        ["conv_depthwise"] = (() => nn.Conv2d(4, 4, 3, padding: 1, groups: 4, bias: false), [2, 4, 5, 5]),
        ["conv_dilated"] = (() => nn.Conv2d(2, 2, 3, padding: 2, dilation: 2), [1, 2, 6, 6]),
        ["conv_same"] = (() => nn.Conv2d(2, 2, 3, Padding.Same), [1, 2, 5, 4]),
        ["conv_reflect"] = (() => nn.Conv2d(2, 2, 3, padding: 1, padding_mode: PaddingModes.Reflect), [1, 2, 5, 4]),
        ["conv_replicate"] = (() => nn.Conv2d(2, 2, (3, 3), padding: (2, 1), padding_mode: PaddingModes.Replicate), [1, 2, 5, 4]),
        ["conv_circular"] = (() => nn.Conv2d(2, 2, 3, padding: 1, padding_mode: PaddingModes.Circular), [1, 2, 5, 4]),
        ["conv1d"] = (() => nn.Conv1d(2, 3, 3, padding: 1), [2, 2, 6]),
        ["linear"] = (() => nn.Linear(5, 3), [4, 5]),
        ["linear_plain"] = (() => nn.Linear(5, 3, hasBias: false), [2, 2, 5]),
        ["batchnorm2d"] = (() => nn.BatchNorm2d(3), [2, 3, 4, 2]),
        ["batchnorm2d_plain"] = (() => nn.BatchNorm2d(3, eps: 1e-3, momentum: 0.3, affine: false), [2, 3, 2, 2]),
        ["batchnorm2d_untracked"] = (() => nn.BatchNorm2d(3, track_running_stats: false), [2, 3, 2, 2]),
        ["batchnorm1d"] = (() => nn.BatchNorm1d(4), [5, 4]),
        ["relu"] = (() => nn.ReLU(), [3, 4]),
        ["relu6"] = (() => nn.ReLU6(), [3, 4]),
        ["leaky_relu"] = (() => nn.LeakyReLU(0.2), [3, 4]),
        ["silu"] = (() => nn.SiLU(), [3, 4]),
        ["hardswish"] = (() => nn.Hardswish(), [3, 4]),
        ["hardsigmoid"] = (() => nn.Hardsigmoid(), [3, 4]),
        ["sigmoid"] = (() => nn.Sigmoid(), [3, 4]),
        ["tanh"] = (() => nn.Tanh(), [3, 4]),
        ["gelu"] = (() => nn.GELU(), [3, 4]),
        ["gelu_tanh"] = (() => nn.GELU(GELU.Approximate.tanh), [3, 4]),
        ["softmax"] = (() => nn.Softmax(1), [3, 4]),
        ["log_softmax"] = (() => nn.LogSoftmax(1), [3, 4]),
        ["dropout"] = (() => nn.Dropout(0.4), [4, 6]),
        ["dropout2d"] = (() => nn.Dropout2d(0.4), [3, 4, 2, 2]),
        ["flatten"] = (() => nn.Flatten(), [2, 3, 2]),
        ["identity"] = (() => nn.Identity(), [2, 3]),
        ["adaptive_avg_pool"] = (() => nn.AdaptiveAvgPool2d((2, 3)), [1, 2, 5, 7]),
        ["adaptive_max_pool"] = (() => nn.AdaptiveMaxPool2d([2, 3]), [1, 2, 5, 7]),
        ["avg_pool"] = (() => nn.AvgPool2d(2), [1, 2, 5, 4]),
        ["avg_pool_padded"] = (() => nn.AvgPool2d((3, 2), stride: (2, 1), padding: (1, 1), ceil_mode: true, count_include_pad: false), [1, 2, 6, 5]),
        ["max_pool"] = (() => nn.MaxPool2d(3, stride: 2, padding: 1), [1, 2, 7, 6]),
        ["zero_pad"] = (() => nn.ZeroPad2d((1, 2, 0, 3)), [1, 2, 2, 3]),
        ["sequential"] = (() => nn.Sequential(nn.Conv2d(2, 3, 1, bias: false), nn.BatchNorm2d(3), nn.ReLU(inplace: true), nn.Flatten(), nn.Linear(12, 2)), [2, 2, 2, 2]),
    };

    public static TheoryData<string> Cases => [.. expected.EnumerateObject().Select(item => item.Name)];

    [Fact]
    public void EveryModuleHasAFixture() =>
        Assert.Equal(Modules.Keys.Order(), expected.EnumerateObject().Select(item => item.Name.Split(':')[0]).Distinct().Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (make, shape) = Modules[name.Split(':')[0]];
        var fixture = expected.GetProperty(name);
        manual_seed(7);
        using var module = make();
        module.train(!name.EndsWith(":eval", StringComparison.Ordinal));
        foreach (var buffer in module.buffers().Where(buffer => buffer.is_floating_point()))
            nn.init.uniform_(buffer, 0.5, 1.5);
        foreach (var (key, parameter) in module.named_parameters())
            Fixture.Equal(fixture.GetProperty("initial").GetProperty(key), parameter, $"initial {key}");

        var x = randn(shape).requires_grad_();
        var y = module.call(x);
        (y * randn(y.shape)).sum().backward();

        Assert.Equal(fixture.GetProperty("shape").Longs(), y.shape);
        Fixture.Equal(fixture.GetProperty("output"), y, "output");
        Fixture.Equal(fixture.GetProperty("input_gradient"), x.grad!, "input gradient");
        Assert.Equal(fixture.GetProperty("gradients").EnumerateObject().Select(item => item.Name), module.named_parameters().Select(item => item.name));
        foreach (var (key, parameter) in module.named_parameters())
            Fixture.Equal(fixture.GetProperty("gradients").GetProperty(key), parameter.grad!, $"gradient {key}");
        Assert.Equal(fixture.GetProperty("buffers").EnumerateObject().Select(item => item.Name), module.named_buffers().Select(item => item.name));
        foreach (var (key, buffer) in module.named_buffers())
            Fixture.Equal(fixture.GetProperty("buffers").GetProperty(key), buffer, $"buffer {key}");
    }
}
