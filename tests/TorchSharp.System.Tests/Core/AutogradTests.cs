using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Gradients, and the modes that turn them off.</summary>
[NoTensorLeak]
public class AutogradTests
{
    [Fact]
    public void GradientsAddUpAndAreCleared()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2 }, requires_grad: true);
        x.pow(2).sum().backward();
        x.pow(2).sum().backward();
        Assert.Equal([4, 8], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void AWeightedBackwardNeedsNoScalar()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        (x * 3).backward([tensor(new[] { 1f, 10 })]);
        Assert.Equal([3, 30], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void SecondDerivatives()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3f, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal(27, first.item<float>());
        Assert.Equal(18, second.item<float>());
    }

    [Fact]
    public void ModesNestAndEnd()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        using (inference_mode())
            Assert.True(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
        Assert.False(is_inference_mode_enabled());
        Assert.False(x.detach().requires_grad);
    }
}
