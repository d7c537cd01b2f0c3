using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Training sets the whole output to 0 for some pictures of a batch (Huang et al., "Deep Networks with Stochastic Depth", 2016).</summary>
/// <param name="probability">Share of the pictures, in [0, 1).</param>
internal sealed class StochasticDepth(double probability) : nn.Module<Tensor, Tensor>(nameof(StochasticDepth))
{
    /// <summary><c>[N, C, H, W]</c> → the same shape.</summary>
    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0)
            return input.alias();
        using var scope = NewDisposeScope();
        Tensor kept = empty(input.shape[0], 1, 1, 1, dtype: input.dtype, device: input.device).bernoulli_(1 - probability).div_(1 - probability);
        return input.mul(kept).MoveToOuterDisposeScope();
    }
}
