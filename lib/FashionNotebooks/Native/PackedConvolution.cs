using static TorchSharp.torch;

namespace FashionNotebooks.Native;

/// <summary>A convolution with fused activation, packed for inference.</summary>
public sealed class PackedConvolution : IDisposable
{
    private readonly Func<Tensor, Tensor> run;
    private readonly IDisposable context;

    internal PackedConvolution(Func<Tensor, Tensor> run, IDisposable context)
    {
        this.run = run;
        this.context = context;
    }

    /// <summary>Convolves and activates float32 [N, C, H, W].</summary>
    public Tensor Run(Tensor input) => run(input);

    /// <inheritdoc/>
    public void Dispose() => context.Dispose();
}
