using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Takes the maximum of windows of <c>[N, C, H, W]</c>.</summary>
public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal MaxPool2d(long[] kernel, long[]? stride, long[]? padding, long[]? dilation, bool ceilMode) : base(nameof(MaxPool2d))
    {
        (kernel_size, this.stride, this.padding) = (kernel, stride ?? kernel, padding ?? [0]);
        (this.dilation, ceil_mode) = (dilation ?? [1], ceilMode);
    }

    /// <summary>Height and width of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Steps of the window; the window's size by default.</summary>
    public long[] stride { get; set; }

    /// <summary>Border on both sides, which never wins.</summary>
    public long[] padding { get; set; }

    /// <summary>Distance between the window's elements.</summary>
    public long[] dilation { get; set; }

    /// <summary>True also takes windows that start inside but end outside.</summary>
    public bool ceil_mode { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

    /// <summary>The maxima and where they were, as indices into the flattened plane.</summary>
    public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) =>
        nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
