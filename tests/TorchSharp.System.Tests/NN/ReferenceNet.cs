using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>The course's reference classifier, built from engine modules only, in the order in which PyTorch's original draws its weights.</summary>
internal sealed class ReferenceNet : nn.Module<Tensor, Tensor>
{
    internal readonly Backbone backbone = new();
    private readonly Sequential head;

    internal ReferenceNet(long classes) : base(nameof(ReferenceNet))
    {
        head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => head.call(backbone.call(input));

    internal sealed class Backbone : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential stem = nn.Sequential(nn.Conv2d(3, 16, 3, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(16), nn.ReLU(inplace: true));
        private readonly Sequential blocks;

        internal Backbone() : base(nameof(Backbone))
        {
            blocks = nn.Sequential(Block.Make(16, 24, 3), Block.Make(24, 32, 3), Block.Make(32, 64, 6));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => blocks.call(stem.call(input));
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential expand;
        private readonly Sequential depthwise;
        private readonly Sequential project;
        private readonly Sequential shortcut;

        private Block(long inputs, long outputs, long expansion, Sequential shortcut) : base(nameof(Block))
        {
            var hidden = inputs * expansion;
            expand = nn.Sequential(nn.Conv2d(inputs, hidden, 1, bias: false), nn.BatchNorm2d(hidden), nn.ReLU(inplace: true));
            depthwise = nn.Sequential(nn.Conv2d(hidden, hidden, 3, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(hidden), nn.ReLU(inplace: true));
            project = nn.Sequential(nn.Conv2d(hidden, outputs, 1, bias: false), nn.BatchNorm2d(outputs));
            this.shortcut = shortcut;
            RegisterComponents();
        }

        internal static Block Make(long inputs, long outputs, long expansion)
        {
            var shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride: 2, bias: false), nn.BatchNorm2d(outputs));
            return new Block(inputs, outputs, expansion, shortcut);
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var output = project.call(depthwise.call(expand.call(input)));
            return nn.functional.relu(output + shortcut.call(input)).MoveToOuterDisposeScope();
        }
    }
}
