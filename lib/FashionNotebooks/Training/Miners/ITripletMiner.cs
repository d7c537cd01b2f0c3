using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Chooses triplets (anchor, positive, negative) among the pictures of a batch.</summary>
public interface ITripletMiner
{
    /// <summary>Finds triplets; no gradient flows through the choice.</summary>
    /// <param name="embeddings"><c>[N, D]</c>.</param>
    /// <param name="labels">Int64 <c>[N]</c>.</param>
    Triplets Mine(Tensor embeddings, Tensor labels);
}
