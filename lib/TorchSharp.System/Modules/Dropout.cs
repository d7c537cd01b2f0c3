using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Sets elements to zero with probability p in training and scales the others by 1 / (1 − p) (Srivastava et al., 2014).</summary>
public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout(double p, bool inplace) : base(nameof(Dropout))
    {
        if (p is < 0 or > 1 || double.IsNaN(p))
            throw new ArgumentException($"Dropout: the probability must be within 0 and 1, not {p}.");
        (this.p, this.inplace) = (p, inplace);
    }

    /// <summary>The probability of a zero.</summary>
    public double p { get; set; }

    /// <summary>True overwrites the input.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
}
