using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over <c>[N, C, H, W]</c> or <c>[C, H, W]</c>.</summary>
public sealed class Conv2d : Convolution
{
    private static readonly Operator plain = new("aten::conv2d");
    private static readonly Operator named = new("aten::conv2d.padding");

    internal Conv2d(ConvolutionGeometry geometry, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), geometry, bias, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(plain, named, input);
}
