using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Takes the maxima of <c>[N, C, H, W]</c> down to a given height and width.</summary>
public sealed class AdaptiveMaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AdaptiveMaxPool2d(long[] size) : base(nameof(AdaptiveMaxPool2d)) => output_size = size;

    /// <summary>Height and width of the output.</summary>
    public long[] output_size { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_max_pool2d(input, output_size);

    /// <summary>The maxima and where they were, as indices into the flattened plane.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => nn.functional.adaptive_max_pool2d_with_indices(input, output_size);
}
