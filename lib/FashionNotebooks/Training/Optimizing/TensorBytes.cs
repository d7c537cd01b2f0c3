namespace FashionNotebooks.Training.Optimizing;

/// <summary>What an optimizer remembers between steps. TorchSharp's own files cannot hold tensors in channels-last layout.</summary>
internal interface ISavedState
{
    /// <summary>Writes the memory, without the learning rates: they follow from the schedule.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote for the same parameters.</summary>
    void Load(BinaryReader reader);
}

/// <summary>The values of a tensor in row-major order, whatever its layout.</summary>
internal static class TensorBytes
{
    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        using Tensor plain = tensor.detach().cpu().contiguous();
        writer.Write(plain.bytes);
    }

    internal static void Read(BinaryReader reader, Tensor tensor)
    {
        using var grad = no_grad();
        using Tensor plain = tensor.detach().cpu().clone().contiguous();
        reader.BaseStream.ReadExactly(plain.bytes);
        tensor.copy_(plain);
    }
}
