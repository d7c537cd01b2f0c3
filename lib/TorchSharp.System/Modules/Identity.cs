using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gives its input back, as a tensor of its own over the same memory.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity() : base(nameof(Identity))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => tensor.alias();
}
