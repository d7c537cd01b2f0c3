using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Sets whole channels of <c>[N, C, H, W]</c> to zero with probability p in training and scales the others by 1 / (1 − p).</summary>
public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d))
    {
        if (p is < 0 or > 1 || double.IsNaN(p))
            throw new ArgumentException($"Dropout2d: the probability must be within 0 and 1, not {p}.");
        (this.p, this.inplace) = (p, inplace);
    }

    /// <summary>The probability of a zero.</summary>
    public double p { get; set; }

    /// <summary>True overwrites the input.</summary>
    public bool inplace { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
}
