using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>A module that can give a copy of itself for inference, with every batch norm folded into the convolution before it.</summary>
public interface IFoldable
{
    /// <summary>Makes the copy; the module itself is unchanged and the two share no tensor.</summary>
    /// <param name="prepack">Use packed convolutions where the engine has them: faster, for fixed weights only.</param>
    nn.Module<Tensor, Tensor> Folded(bool prepack);
}
