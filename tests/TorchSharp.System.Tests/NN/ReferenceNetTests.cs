using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>The reference classifier and its Siamese encoder against PyTorch: initial weights, six steps of each training, logits.</summary>
public class ReferenceNetTests
{
    private const double Tolerance = 1e-8;
    private static readonly JsonElement expected = Fixture.Load("reference_net.json");

    [Fact]
    public void TrainsAsPyTorchFromTheSameSeed()
    {
        using var scope = NewDisposeScope();
        set_num_threads(1);
        manual_seed(42);
        using var net = new ReferenceNet(7);
        Assert.Equal(429399, net.parameters().Sum(parameter => parameter.numel()));
        EqualState(expected.GetProperty("initial"), net, 1e-6);
        net.to(ScalarType.Float64); // in float32 the last digit, which differs between processors, grows with every step

        TrainClassifier(net);
        EqualState(expected.GetProperty("classifier").GetProperty("state"), net, Tolerance);

        TrainSiamese(net.backbone);
        EqualState(expected.GetProperty("siamese").GetProperty("state"), net, Tolerance);

        net.eval();
        Fixture.Equal(expected.GetProperty("logits"), net.call(Normal(2)), "logits", Tolerance);
    }

    private static void TrainClassifier(ReferenceNet net)
    {
        var weight = tensor(new[] { 0.5, 1, 1.5, 2, 0.7, 1.2, 0.9 });
        using var optimizer = optim.Adam(net.parameters(), lr: 0.01);
        using var loss = nn.CrossEntropyLoss(weight);
        foreach (var before in expected.GetProperty("classifier").GetProperty("losses").Doubles())
        {
            using var step = NewDisposeScope();
            var (x, y) = (Normal(16), randint(7, [16], ScalarType.Int64));
            optimizer.zero_grad();
            var value = loss.call(net.call(x), y);
            value.backward();
            optimizer.step();
            Assert.Equal(before, value.ToDouble(), Tolerance);
        }
    }

    private static void TrainSiamese(ReferenceNet.Backbone backbone)
    {
        var encoder = nn.Sequential(("backbone", backbone), ("pool", nn.AdaptiveAvgPool2d(1)), ("flatten", nn.Flatten()));
        using var optimizer = optim.AdamW(encoder.parameters(), lr: 0.001, weight_decay: 0.01);
        using var loss = nn.TripletMarginLoss(margin: 1, p: 2);
        foreach (var before in expected.GetProperty("siamese").GetProperty("losses").Doubles())
        {
            using var step = NewDisposeScope();
            var (anchor, positive, negative) = (Normal(8), Normal(8), Normal(8));
            optimizer.zero_grad();
            var value = loss.call(encoder.call(anchor), encoder.call(positive), encoder.call(negative));
            value.backward();
            optimizer.step();
            Assert.Equal(before, value.ToDouble(), Tolerance);
        }
    }

    private static Tensor Normal(long count) => randn(count, 3, 64, 64).to(ScalarType.Float64);

    private static void EqualState(JsonElement state, ReferenceNet net, double tolerance)
    {
        Assert.Equal(state.EnumerateObject().Select(item => item.Name), net.state_dict().Keys);
        foreach (var (key, value) in net.state_dict())
        {
            Assert.Equal(state.GetProperty(key).GetProperty("shape").Longs(), value.shape);
            var values = Fixture.Values(value);
            var cosine = values.Select((number, place) => number * Math.Cos(place)).Average();
            Fixture.Equal(state.GetProperty(key).GetProperty("numbers").Doubles(), [.. values.Take(4), values.Average(), cosine], key, tolerance);
        }
    }
}
