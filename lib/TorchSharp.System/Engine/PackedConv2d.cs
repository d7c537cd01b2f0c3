using TorchSharp.Native;
using static TorchSharp.torch;

namespace FashionNotebooks.Engine;

/// <summary>
/// A convolution whose weights are packed once for XNNPACK, with its activation fused as a clamp to [min, max]. For inference only:
/// it records no gradients and takes float32 [N, C, H, W], fastest in channels-last layout.
/// </summary>
public sealed class PackedConv2d : IDisposable
{
    private static readonly Operator pack = new("prepacked::conv2d_clamp_prepack");
    private static readonly Operator run = new("prepacked::conv2d_clamp_run");
    private readonly OpaqueValue context;

    /// <param name="weight">float32 [out, in / groups, kernel, kernel].</param>
    /// <param name="bias">float32 [out], or null.</param>
    /// <param name="stride">Steps down and right.</param>
    /// <param name="padding">Zeros added above and below, left and right.</param>
    /// <param name="dilation">Distance of the kernel's taps.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    /// <param name="min">Lower end of the clamp: 0 is ReLU; null for none.</param>
    /// <param name="max">Upper end of the clamp: 6 is ReLU6; null for none.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">XNNPACK cannot run this convolution.</exception>
    public PackedConv2d(Tensor weight, Tensor? bias, (long, long) stride, (long, long) padding, (long, long) dilation, long groups = 1, double? min = null, double? max = null) =>
        context = pack.CallOpaque(weight, bias, new[] { stride.Item1, stride.Item2 }, new[] { padding.Item1, padding.Item2 },
            new[] { dilation.Item1, dilation.Item2 }, groups, min, max);

    /// <summary>Convolves and clamps float32 [N, C, H, W].</summary>
    public Tensor Run(Tensor input) => run.Call(input, context);

    /// <inheritdoc/>
    public void Dispose() => context.Dispose();
}
