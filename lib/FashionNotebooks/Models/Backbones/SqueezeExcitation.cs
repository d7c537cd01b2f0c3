using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Weighs each channel by what the whole picture shows (Hu et al., "Squeeze-and-Excitation Networks", 2018).</summary>
internal sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>, IComposite
{
    private readonly Conv2d fc1;
    private readonly Conv2d fc2;

    /// <param name="channels">Channels of input and output.</param>
    /// <param name="squeezed">Channels between the two layers.</param>
    internal SqueezeExcitation(int channels, int squeezed)
        : base(nameof(SqueezeExcitation))
    {
        (fc1, fc2) = (nn.Conv2d(channels, squeezed, 1), nn.Conv2d(squeezed, channels, 1));
        nn.init.zeros_(fc1.bias!);
        nn.init.zeros_(fc2.bias!);
        RegisterComponents();
    }

    /// <summary><c>[N, C, H, W]</c> → the same shape.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor mean = nn.functional.adaptive_avg_pool2d(input, 1);                        // [N, C, 1, 1]
        Tensor gate = fc2.call(nn.functional.silu(fc1.call(mean), inplace: true)).sigmoid(); // [N, C, 1, 1]
        return input.mul(gate).MoveToOuterDisposeScope();
    }

    LayerPlan IComposite.Plan => new(nn.AdaptiveAvgPool2d(1), fc1, nn.SiLU(), fc2, nn.Sigmoid()) { GatesInput = true };
}
