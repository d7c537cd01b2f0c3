using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Which pairs of a batch are of one class and which of two.</summary>
internal static class PairMasks
{
    /// <summary>Bool <c>[N, N]</c>: true where i and j have one label and are not the same picture.</summary>
    internal static Tensor Same(Tensor labels)
    {
        using var scope = NewDisposeScope();
        Tensor equal = labels.unsqueeze(1).eq(labels.unsqueeze(0));
        Tensor self = eye(labels.shape[0], dtype: ScalarType.Bool, device: labels.device);
        return equal.masked_fill(self, false).MoveToOuterDisposeScope();
    }

    /// <summary>Bool <c>[N, N]</c>: true where i and j have different labels.</summary>
    internal static Tensor Different(Tensor labels)
    {
        using var scope = NewDisposeScope();
        return labels.unsqueeze(1).ne(labels.unsqueeze(0)).MoveToOuterDisposeScope();
    }
}
