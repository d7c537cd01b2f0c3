using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Averages over windows of <c>[N, C, H, W]</c>.</summary>
public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool2d(long[] kernel, long[]? stride, long[]? padding, bool ceilMode, bool countIncludePad, long? divisor) : base(nameof(AvgPool2d))
    {
        (kernel_size, this.stride, this.padding) = (kernel, stride ?? kernel, padding ?? [0]);
        (ceil_mode, count_include_pad, divisor_override) = (ceilMode, countIncludePad, divisor);
    }

    /// <summary>Height and width of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Steps of the window; the window's size by default.</summary>
    public long[] stride { get; set; }

    /// <summary>Border of zeros on both sides.</summary>
    public long[] padding { get; set; }

    /// <summary>True also takes windows that start inside but end outside.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>True counts the border's zeros in the average.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>The number to divide by, in place of the window's size.</summary>
    public long? divisor_override { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
