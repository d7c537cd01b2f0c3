using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over <c>[N, C, L]</c> or <c>[C, L]</c>.</summary>
public sealed class Conv1d : Convolution
{
    private static readonly Operator plain = new("aten::conv1d");
    private static readonly Operator named = new("aten::conv1d.padding");

    internal Conv1d(ConvolutionGeometry geometry, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), geometry, bias, device, dtype)
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(plain, named, input);
}
