using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.NN;

public class InitParityTests
{
    private static readonly JsonElement expected = Fixture.Load("nn.json").GetProperty("initializers");

    [Theory]
    [InlineData("kaiming_uniform")]
    [InlineData("kaiming_normal_fan_out")]
    [InlineData("xavier_uniform")]
    [InlineData("xavier_normal")]
    [InlineData("normal")]
    [InlineData("uniform")]
    public void SameSeedSameDraws(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var weight = empty(4, 3, 2, 2);
        _ = name switch
        {
            "kaiming_uniform" => init.kaiming_uniform_(weight, nonlinearity: init.NonlinearityType.ReLU),
            "kaiming_normal_fan_out" => init.kaiming_normal_(weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
            "xavier_uniform" => init.xavier_uniform_(weight, 1.5),
            "xavier_normal" => init.xavier_normal_(weight),
            "normal" => init.normal_(weight, 1, 0.02),
            _ => init.uniform_(weight, -0.1, 0.2),
        };
        Fixture.Equal(expected.GetProperty(name), weight, name);
    }

    [Fact]
    public void ConstantsFill()
    {
        using var weight = empty(2, 3);
        Assert.All(Fixture.Values(init.ones_(weight)), value => Assert.Equal(1, value));
        Assert.All(Fixture.Values(init.zeros_(weight)), value => Assert.Equal(0, value));
        Assert.All(Fixture.Values(init.constant_(weight, 0.5)), value => Assert.Equal(0.5, value));
    }

    [Fact]
    public void FansCountTheKernel()
    {
        using var weight = empty(8, 4, 3, 3);
        Assert.Equal((36, 72), init.CalculateFanInAndFanOut(weight));
        using var vector = empty(8);
        Assert.Contains("2 dimensions", Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(vector)).Message, StringComparison.Ordinal);
    }
}
