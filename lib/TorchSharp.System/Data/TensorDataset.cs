using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Tensors that are sliced along their first dimension, such as images and labels.</summary>
public sealed class TensorDataset : utils.data.IterableDataset
{
    private readonly Tensor[] _tensors;

    internal TensorDataset(Tensor[] tensors)
    {
        if (tensors.Length == 0)
            throw new ArgumentException("TensorDataset: at least one tensor is needed.");
        if (tensors.Any(tensor => tensor.dim() == 0 || tensor.size(0) != tensors[0].size(0)))
            throw new ArgumentException("TensorDataset: all tensors must have the same first dimension.");
        _tensors = [.. tensors.Select(tensor => tensor.alias().DetachFromDisposeScope())];
    }

    /// <inheritdoc/>
    public override long Count => _tensors[0].size(0);

    /// <summary>The slices at an index.</summary>
    public IList<Tensor> this[long index] => GetTensor(index);

    /// <inheritdoc/>
    public override IList<Tensor> GetTensor(long index)
    {
        if (index < 0 || index >= Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"index {index} is outside of the {Count} samples.");
        return [.. _tensors.Select(tensor => tensor.select(0, index))];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Array.ForEach(_tensors, tensor => tensor.Dispose());
        base.Dispose(disposing);
    }
}
