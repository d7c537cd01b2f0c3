using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

public class RegistrationTests
{
    private sealed class Registered : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d second = nn.Conv2d(1, 1, 1);
        private readonly Linear first = nn.Linear(1, 1);
        private readonly Parameter scale = new(ones(1));
        private readonly Tensor offset = zeros(1);
        [ComponentName(Name = "tail")]
        private readonly Linear last = nn.Linear(1, 1, hasBias: false);

        public Registered() : base(nameof(Registered)) => RegisterComponents();

        public override Tensor forward(Tensor input) => last.call(first.call(second.call(input))) * scale + offset;
    }

    private sealed class Forgotten() : nn.Module<Tensor, Tensor>(nameof(Forgotten))
    {
        private readonly Linear layer = nn.Linear(2, 2);

        public override Tensor forward(Tensor input) => layer.call(input);
    }

    private sealed class PlainList : nn.Module<Tensor, Tensor>
    {
        private readonly List<Linear> layers = [nn.Linear(2, 2)];
        private readonly Linear head = nn.Linear(2, 2);

        public PlainList() : base(nameof(PlainList)) => RegisterComponents();

        public override Tensor forward(Tensor input) => head.call(layers[0].call(input));
    }

    private sealed class Shared : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(2, 2), nn.Linear(2, 2));
        private readonly Linear again;

        public Shared() : base(nameof(Shared))
        {
            again = layers[0];
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => again.call(layers[1].call(input));
    }

    private sealed class Empty() : nn.Module<Tensor, Tensor>(nameof(Empty))
    {
        public override Tensor forward(Tensor input) => input.alias();
    }

    [Fact]
    public void FieldsRegisterInTheOrderOfDeclaration()
    {
        using var net = new Registered();
        Assert.Equal(["scale", "second.weight", "second.bias", "first.weight", "first.bias", "tail.weight"], net.named_parameters().Select(item => item.name));
        Assert.Equal(["offset"], net.named_buffers().Select(item => item.name));
        Assert.Equal(["scale", "offset", "second.weight", "second.bias", "first.weight", "first.bias", "tail.weight"], net.state_dict().Keys);
        Assert.True(net.has_parameter("first.bias"));
        Assert.False(net.has_parameter("first.nothing"));
        Assert.Equal([1L, 1], net.get_parameter("tail.weight")!.shape);
    }

    [Fact]
    public void AForgottenRegistrationIsRefusedWithItsCure()
    {
        using var scope = NewDisposeScope();
        using var net = new Forgotten();
        foreach (var use in new Action[] { () => net.parameters(), () => net.call(zeros(1, 2)), () => net.state_dict(), () => net.eval() })
        {
            var message = Assert.Throws<InvalidOperationException>(use).Message;
            Assert.Contains("layer", message, StringComparison.Ordinal);
            Assert.Contains("RegisterComponents", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AParentRegistersForItsChildren()
    {
        using var net = nn.Sequential(new Forgotten());
        Assert.Equal(["0.layer.weight", "0.layer.bias"], net.named_parameters().Select(item => item.name));
    }

    [Fact]
    public void APlainListOfLayersIsRefused()
    {
        using var net = new PlainList();
        Assert.Contains("layers", Assert.Throws<InvalidOperationException>(() => net.parameters()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModuleWithoutLayersIsFine()
    {
        using var scope = NewDisposeScope();
        using var net = new Empty();
        Assert.Empty(net.parameters());
        Assert.Equal(3, net.call(zeros(3)).numel());
    }

    [Fact]
    public void SharedParametersCountOnceButAreSavedUnderBothNames()
    {
        using var net = new Shared();
        Assert.Equal(4, net.parameters().Count());
        Assert.Equal(6, net.state_dict().Count);
    }

    [Fact]
    public void NamesAreChecked()
    {
        using var net = new Sequence();
        using var layer = nn.Linear(1, 1);
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", layer));
        Assert.Throws<ArgumentException>(() => net.register_module("", layer));
        net.register_module("a", layer);
        Assert.Throws<ArgumentException>(() => net.register_module("a", layer));
        Assert.Throws<InvalidOperationException>(() => nn.ReLU().register_module("a", layer));
    }

    [Fact]
    public void ListsAndDictionariesNameTheirModules()
    {
        using var list = nn.ModuleList(nn.Linear(1, 1, false), nn.Linear(1, 1, false));
        list.Insert(0, nn.Linear(2, 2, false));
        Assert.Equal(["0.weight", "1.weight", "2.weight"], list.named_parameters().Select(item => item.name));
        Assert.Equal([2L, 2], list[0].weight.shape);
        using var map = nn.ModuleDict(("left", nn.Linear(1, 1, false)), ("right", nn.Linear(1, 1, false)));
        map.Remove("left");
        Assert.Equal(["right.weight"], map.state_dict().Keys);
    }

    private sealed class Sequence() : nn.Module(nameof(Sequence));
}
