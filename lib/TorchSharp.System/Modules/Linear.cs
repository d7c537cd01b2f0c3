using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The affine map <c>x Wᵀ + b</c> of the last dimension.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    private static readonly Operator linear = new("aten::linear");
    private Parameter _weight;
    private Parameter? _bias;

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        if (weight.dim() != 2)
            throw new ArgumentException($"Linear: the weight must have 2 dimensions, not {weight.dim()}.");
        _weight = weight;
        ConditionallyRegisterParameter(nameof(weight), weight);
        this.bias = bias;
        (out_features, in_features) = (weight.size(0), weight.size(1));
    }

    internal static Linear Create(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
    {
        if (inputs <= 0 || outputs <= 0)
            throw new ArgumentException($"Linear: sizes must be positive, not {inputs} and {outputs}.");
        var bias = hasBias ? new Parameter(empty([outputs], dtype, device)) : null;
        var created = new Linear(new Parameter(empty([outputs, inputs], dtype, device)), bias);
        nn.init.kaiming_uniform_(created._weight, Math.Sqrt(5));
        if (bias is not null)
            nn.init.uniform_(bias, -1 / Math.Sqrt(inputs), 1 / Math.Sqrt(inputs));
        return created;
    }

    /// <summary>Size of the input's last dimension.</summary>
    public long in_features { get; set; }

    /// <summary>Size of the output's last dimension.</summary>
    public long out_features { get; set; }

    /// <summary>The weight, <c>[out, in]</c>.</summary>
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

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => linear.Call(tensor, _weight, _bias);
}
