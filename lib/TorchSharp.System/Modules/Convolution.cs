using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all convolutions share: the weight <c>[out, in / groups, k…]</c>, the bias <c>[out]</c> and the geometry.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private Parameter _weight;
    private Parameter? _bias;
    private long[] _noPadding = [];
    private long[] _borders = [];

    private protected Convolution(string name, ConvolutionGeometry geometry, bool bias, Device? device, ScalarType? dtype) : base(name)
    {
        geometry.Check(name);
        in_channels = geometry.InChannels;
        out_channels = geometry.OutChannels;
        kernel_size = geometry.Kernel;
        stride = geometry.Stride;
        dilation = geometry.Dilation;
        padding_mode = geometry.Mode;
        padding_type = geometry.PaddingType;
        groups = geometry.Groups;
        padding = [];
        SetPadding(geometry.Padding);
        long[] shape = [out_channels, in_channels / groups, .. kernel_size];
        _weight = new Parameter(empty(shape, dtype, device));
        ConditionallyRegisterParameter(nameof(weight), _weight);
        if (bias)
            this.bias = new Parameter(empty([out_channels], dtype, device));
        reset_parameters();
    }

    /// <summary>Channels of the input.</summary>
    public long in_channels { get; }

    /// <summary>Channels of the output.</summary>
    public long out_channels { get; }

    /// <summary>Height and width of the kernel.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Steps of the kernel over the input.</summary>
    public long[] stride { get; set; }

    /// <summary>Distance between the kernel's elements.</summary>
    public long[] dilation { get; set; }

    /// <summary>Border added on both sides; see <see cref="SetPadding(long[])"/>.</summary>
    public long[] padding { get; private set; }

    /// <summary>Padding by name, or null when it was given by number.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>What stands outside the border.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>Blocks of channels that do not see one another; equal to the channels it is a depthwise convolution.</summary>
    public long groups { get; set; }

    /// <summary>The weight, <c>[out, in / groups, k…]</c>.</summary>
    public Parameter weight
    {
        get => _weight;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (!ReferenceEquals(value, _weight))
                _weight.Dispose();
            _weight = value;
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    /// <summary>The bias, <c>[out]</c>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set
        {
            if (!ReferenceEquals(value, _bias))
                _bias?.Dispose();
            _bias = value;
            ConditionallyRegisterParameter(nameof(bias), value);
        }
    }

    /// <summary>Draws new weights as PyTorch does: uniform within 1/√fan_in, the weight first, then the bias.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (_bias is null)
            return;
        var bound = 1 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(_weight).fanIn);
        nn.init.uniform_(_bias, -bound, bound);
    }

    /// <summary>Sets the border by number.</summary>
    public void SetPadding(long[] padding)
    {
        ArgumentNullException.ThrowIfNull(padding);
        this.padding = padding;
        _noPadding = new long[padding.Length];
        _borders = [.. padding.Reverse().SelectMany(border => new[] { border, border })];
    }

    /// <summary>Sets the border by name.</summary>
    public void SetPadding(Padding padding)
    {
        padding_type = padding;
        SetPadding(new long[kernel_size.Length]);
    }

    private protected Tensor Run(Operator plain, Operator named, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (padding_type == Padding.Same)
            return named.Call(input, _weight, _bias, stride, "same", dilation, groups);
        if (padding_mode == PaddingModes.Zeros)
            return plain.Call(input, _weight, _bias, stride, padding, dilation, groups);
        using var padded = nn.functional.pad(input, _borders, padding_mode);
        return plain.Call(padded, _weight, _bias, stride, _noPadding, dilation, groups);
    }
}
