using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

public class UtilsTests
{
    private static Parameter[] WithGradients()
    {
        Parameter[] parameters = [new(tensor(new[] { 1f, 2 })), new(tensor(new[] { 3f })), new(zeros(4))];
        (parameters[0].sum() * 3 + (parameters[1].sum() * 4)).backward();
        return parameters;
    }

    [Fact]
    public void ClippingScalesToTheNorm()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients();   // gradients 3, 3, 4: norm √34
        Assert.Equal(Math.Sqrt(34), nn.utils.clip_grad_norm_(parameters, 1), 5);
        Assert.Equal(1, nn.utils.clip_grad_norm_(parameters, 10), 5);
        Assert.Equal(3 / Math.Sqrt(34), parameters[0].grad!.select(0, 1).ToDouble(), 5);
        Assert.Equal(4, nn.utils.clip_grad_norm_(WithGradients(), 100, double.PositiveInfinity), 5);
        Assert.Equal(0, nn.utils.clip_grad_norm_([new Parameter(zeros(2))], 1));
    }

    [Fact]
    public void ClippingByValueCuts()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients();
        nn.utils.clip_grad_value_(parameters, 3.5);
        Assert.Equal([3, 3], Fixture.Values(parameters[0].grad!));
        Assert.Equal([3.5], Fixture.Values(parameters[1].grad!));
    }

    [Fact]
    public void VectorsGoThereAndBack()
    {
        using var scope = NewDisposeScope();
        var parameters = WithGradients();
        var vector = nn.utils.parameters_to_vector(parameters);
        Assert.Equal([1, 2, 3, 0, 0, 0, 0], Fixture.Values(vector));
        nn.utils.vector_to_parameters(vector * 2, parameters);
        Assert.Equal([6], Fixture.Values(parameters[1]));
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(zeros(3), parameters));
    }
}
