using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>The same seed gives PyTorch's streams, bit for bit.</summary>
[NoTensorLeak]
public class RandomTests
{
    [Fact]
    public void StreamsEqualPyTorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(1234);
        AssertStream("randn_small", randn(5));
        AssertStream("randn", randn(40));
        AssertStream("rand", rand(2, 3));
        AssertStream("randint", randint(-3, 10, new long[] { 6 }));
        AssertStream("randperm", randperm(12));
        AssertStream("bernoulli", full(8, 0.3).bernoulli());
        AssertStream("multinomial", tensor(new float[] { 1, 2, 3, 4 }).multinomial(3));
        AssertStream("normal", normal(2, 3, [4]));
        AssertStream("uniform_", empty(4).uniform_(-2, 5));
        AssertStream("exponential_", empty(4).exponential_());
        using var generator = new Generator(99);
        AssertStream("generator", randn(3, generator: generator));
    }

    [Fact]
    public void StateCanBeSavedAndRestored()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        randn(3);
        var state = get_rng_state();
        var first = randn(20);
        set_rng_state(state);
        Assert.True(first.Equals(randn(20)));
        Assert.Equal(5, initial_seed());
    }

    [Fact]
    public void AGeneratorIsIndependentOfTheDefaultOne()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var first = rand(4, generator: generator);
        manual_seed(1);
        generator.manual_seed(3);
        Assert.True(first.Equals(rand(4, generator: generator)));
    }

    private static void AssertStream(string name, Tensor actual)
    {
        var expected = ParityFixture.Tensor(ParityFixture.Random.GetProperty(name), actual.dtype);
        Assert.True(actual.Equals(expected), $"{name}: expected {expected.npstr()} but was {actual.npstr()}");
    }
}
