using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

public class ModuleTests
{
    private static Sequential Net() => nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4, 2));

    [Fact]
    public void SequencesNameTheirModulesByPlaceOrByName()
    {
        using var net = nn.Sequential(("first", nn.Linear(3, 4)), ("act", nn.ReLU()), ("last", nn.Linear(4, 2)));
        Assert.Equal(["first.weight", "first.bias", "last.weight", "last.bias"], net.state_dict().Keys);
        using var plain = Net();
        Assert.Equal(["0.weight", "0.bias", "3.weight", "3.bias"], plain.state_dict().Keys);
        Assert.Equal(4, plain.Count);
        Assert.Same(plain[0], plain[..2][0]);
        Assert.Equal(2, plain[2..].Count);
    }

    [Fact]
    public void NamedModulesGoFromTheTop()
    {
        using var net = nn.Sequential(nn.Sequential(nn.Linear(1, 1), nn.ReLU()), nn.Linear(1, 1));
        Assert.Equal(["0", "1", "0.0", "0.1"], net.named_modules().Select(item => item.name));
        Assert.Equal(["0", "1"], net.named_children().Select(item => item.name));
        var seen = new List<string>();
        net.apply(module => seen.Add(module.GetName()));
        Assert.Equal(["Linear", "ReLU", "Sequential", "Linear", "Sequential"], seen);
    }

    [Fact]
    public void TrainAndEvalReachEveryModule()
    {
        using var net = Net();
        net.eval();
        Assert.All(net.modules().Append(net), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void StateDictsCopyValues()
    {
        using var scope = NewDisposeScope();
        using var source = Net();
        using var target = Net();
        var (missing, unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        foreach (var (key, value) in source.state_dict())
            Assert.Equal(Fixture.Values(value), Fixture.Values(target.state_dict()[key]));
        nn.init.zeros_(source.get_parameter("0.bias")!);
        Assert.NotEqual(0, target.get_parameter("0.bias")!.abs().sum().ToDouble());
    }

    [Fact]
    public void StateDictsThatDoNotFitChangeNothing()
    {
        using var scope = NewDisposeScope();
        using var net = Net();
        var before = Fixture.Values(net.get_parameter("0.weight")!);
        var state = net.state_dict().ToDictionary(item => item.Key, item => item.Value + 1);
        state["extra"] = zeros(1);
        state.Remove("3.bias");
        var error = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Contains("missing 3.bias; unexpected extra", error.Message, StringComparison.Ordinal);
        state = net.state_dict().ToDictionary(item => item.Key, item => item.Value + 1);
        state["3.weight"] = zeros(5, 5);
        error = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Contains("'3.weight' has shape [5, 5]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Fixture.Values(net.get_parameter("0.weight")!));
    }

    [Fact]
    public void LooseLoadingTellsWhatDiffers()
    {
        using var scope = NewDisposeScope();
        using var net = Net();
        var (missing, unexpected) = net.load_state_dict(new() { ["0.bias"] = ones(4), ["other"] = ones(1) }, strict: false);
        Assert.Equal(["0.weight", "3.weight", "3.bias"], missing);
        Assert.Equal(["other"], unexpected);
        Assert.All(Fixture.Values(net.get_parameter("0.bias")!), value => Assert.Equal(1, value));
        (missing, _) = net.load_state_dict(new() { ["0.bias"] = zeros(4) }, strict: true, skip: ["0.weight", "3.weight", "3.bias"]);
        Assert.Empty(missing);
    }

    [Fact]
    public void HooksSeeAndReplace()
    {
        using var scope = NewDisposeScope();
        using var relu = nn.ReLU();
        var calls = 0;
        var before = relu.register_forward_pre_hook((_, x) => -x);
        var after = relu.register_forward_hook((_, x, y) =>
        {
            calls++;
            Assert.Equal(2, x.ToDouble());
            return y + 10;
        });
        Assert.Equal(12, relu.call(tensor(-2.0)).ToDouble());
        after.remove();
        before.remove();
        before.remove();
        Assert.Equal(0, relu.call(tensor(-2.0)).ToDouble());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void ConversionsKeepTheParameterObjects()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Conv2d(1, 2, 1), nn.BatchNorm2d(2));
        var before = net.parameters().ToList();
        Assert.Same(net, net.to(ScalarType.Float64).cpu());
        Assert.Equal(before, net.parameters());
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Int64, net.get_buffer("1.num_batches_tracked")!.dtype);
        var y = net.call(ones([2, 1, 2, 2], ScalarType.Float64));
        y.sum().backward();
        Assert.Equal(ScalarType.Float64, net.parameters().First().grad!.dtype);
    }

    [Fact]
    public void ZeroGradDropsOrZeroes()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        layer.zero_grad(set_to_none: false);
        Assert.All(Fixture.Values(layer.weight.grad!), value => Assert.Equal(0, value));
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [Fact]
    public void SettingAWeightReplacesIt()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        var old = layer.weight;
        layer.weight = nn.Parameter(ones(1, 2));
        layer.bias = null;
        Assert.True(old.IsInvalid);
        Assert.Equal(["weight"], layer.state_dict().Keys);
        Assert.Equal(7, layer.call(tensor(new[] { 3f, 4 }).reshape(1, 2)).ToDouble());
    }

    [Fact]
    public void ParametersOutliveTheScopeTheyWereMadeIn()
    {
        Sequential net;
        using (NewDisposeScope())
            net = Net();
        var before = LiveTensors.Settled();
        using (net)
        using (NewDisposeScope())
            Assert.Equal(2, net.call(zeros(1, 3)).numel());
        Assert.Equal(before - 4, Tensor.TotalCount);
    }

    [Fact]
    public void SequencesFreeWhatLiesBetween()
    {
        using var net = Net();
        using var input = zeros(2, 3);
        var before = LiveTensors.Settled();
        using var output = net.call(input);
        Assert.Equal(before + 1, Tensor.TotalCount);
    }

    [Fact]
    public void BatchNormWithoutMomentumAveragesAllBatches()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm1d(1);
        norm.momentum = null;
        norm.call(tensor(new[] { 1f, 3 }).reshape(2, 1));
        norm.call(tensor(new[] { 5f, 7 }).reshape(2, 1));
        Assert.Equal(4, norm.running_mean!.item<float>(), 5);
        Assert.Equal(2, norm.num_batches_tracked!.item<long>());
        norm.reset_running_stats();
        Assert.Equal(0, norm.running_mean.item<float>());
    }
}
