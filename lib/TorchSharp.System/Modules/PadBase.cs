using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adds a border to the last dimensions.</summary>
public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
{
    private readonly PaddingModes _mode;

    /// <summary>Keeps the border: before and after of the last dimension, then of the one before it, and so on.</summary>
    protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
    {
        _mode = mode;
        (this.value, this.padding) = (value, padding);
    }

    /// <summary>The constant of a constant border.</summary>
    public double value { get; set; }

    /// <summary>Before and after of the last dimension, then of the one before it, and so on.</summary>
    public long[] padding { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
}
