using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Native;

/// <summary>A boxed call is checked against its schema before libtorch sees it.</summary>
[NoTensorLeak]
public class OperatorTests
{
    [Fact]
    public void TooFewAndTooManyArgumentsAreNamed()
    {
        using var a = randn(2, 2);
        AssertRefused("argument 'other' is missing", () => new Operator("aten::matmul").Call(a));
        AssertRefused("takes 1 arguments, 2 were given", () => new Operator("aten::relu").Call(a, a));
    }

    [Fact]
    public void TheWrongKindIsNamed()
    {
        using var a = randn(2, 2);
        AssertRefused("argument 'other' needs Tensor, not an integer", () => new Operator("aten::matmul").Call(a, 3));
        AssertRefused("argument 'self' needs Tensor, not nothing", () => new Operator("aten::relu").Call(Arg.None));
        AssertRefused("argument 'size' needs", () => new Operator("aten::view").Call(a, 3));
        AssertRefused("argument 'keepdim' needs bool, not an integer", () => new Operator("aten::sum.dim_IntList").Call(a, 0, 1));
        AssertRefused("argument 'dim' needs int, not a real number", () => new Operator("aten::select.int").Call(a, 0.0, 0));
        AssertRefused("argument 'tensors' needs", () => new Operator("aten::cat").Call(a));
        AssertRefused("tensor 1 of list 'tensors' is null", () => new Operator("aten::cat").Call(new Tensor[] { a, null! }));
    }

    [Fact]
    public void AnUnknownOperatorIsNamed() => AssertRefused("aten::no_such_thing: this libtorch has no such operator", () => new Operator("aten::no_such_thing").CallVoid());

    [Fact]
    public void IntegersBecomeRealNumbersAndDefaultsAreFilledIn()
    {
        using var scope = NewDisposeScope();
        var a = zeros(2, 2);
        new Operator("aten::uniform_").CallVoid(a, 1, 1);
        Assert.Equal(1f, a[0, 0].item<float>());
        Assert.Equal(4, new Operator("aten::sum").Call(a).ToInt32());
    }

    [Fact]
    public void OneNumberStandsForAFixedListOfThem()
    {
        using var scope = NewDisposeScope();
        var pooled = new Operator("aten::avg_pool2d").Call(ones(1, 1, 4, 4), 2);
        Assert.Equal([1, 1, 2, 2], pooled.shape);
    }

    [Fact]
    public void LongListsComeBackWhole()
    {
        using var scope = NewDisposeScope();
        var parts = new Operator("aten::unbind.int").CallMany(arange(100), 0);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), parts.Select(p => p.item<long>()));
    }

    [Fact]
    public void LongListsGoInWhole()
    {
        using var scope = NewDisposeScope();
        var many = Enumerable.Range(0, 500).Select(i => tensor((long)i)).ToArray();
        Assert.Equal(500 * 499 / 2, stack(many).sum().item<long>());
    }

    [Fact]
    public void AnOpaqueValueOfAnotherTypeIsRefused()
    {
        using var scope = NewDisposeScope();
        var pack = new Operator("prepacked::linear_clamp_prepack");
        using var linear = pack.CallOpaque(randn(3, 4), randn(3), Arg.None, Arg.None);
        AssertRefused("needs", () => new Operator("prepacked::conv2d_clamp_run").Call(randn(1, 3, 4, 4), linear));
        AssertRefused("argument 'self' needs Tensor, not an opaque value", () => new Operator("aten::relu").Call(linear));
    }

    [Fact]
    public void BatchNormOfOneValuePerChannelIsRefusedInTrainingOnly()
    {
        using var scope = NewDisposeScope();
        var norm = new Operator("aten::batch_norm");
        Tensor Run(Tensor x, bool training) => norm.Call(x, ones(4), zeros(4), zeros(4), ones(4), training, 0.1, 1e-5, true);
        AssertRefused("more than 1 value per channel", () => Run(randn(1, 4, 1, 1), true));
        AssertRefused("more than 1 value per channel", () => Run(randn(1, 4), true));
        Assert.Equal(4, Run(randn(1, 4, 1, 1), false).numel());
        Assert.Equal(8, Run(randn(2, 4), true).numel());
    }

    [Fact]
    public void ErrorsBelongToTheirThread()
    {
        var messages = new string[2];
        var threads = Enumerable.Range(0, 2).Select(k => new Thread(() =>
        {
            for (int i = 0; i < 200; i++)
                messages[k] = Assert.Throws<ExternalException>(() => new Operator($"aten::missing_{k}").CallVoid()).Message;
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Contains("missing_0", messages[0], StringComparison.Ordinal);
        Assert.Contains("missing_1", messages[1], StringComparison.Ordinal);
    }

    private static void AssertRefused(string expected, Action call)
    {
        var error = Assert.Throws<ExternalException>(call);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string expected, Func<object> call) => AssertRefused(expected, () => { call(); });
}
