using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Every triplet of the batch, easy ones included.</summary>
public sealed class AllTriplets : TripletMiner
{
    /// <inheritdoc/>
    protected override Tensor Choose(Tensor distance, Tensor same, Tensor different) => Valid(same, different).nonzero();
}
