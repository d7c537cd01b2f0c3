using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Tensors of optimizer states in a stream: type, shape, bytes in row-major order.</summary>
internal static class StateFile
{
    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var plain = tensor.cpu().contiguous();
        writer.Write((byte)plain.dtype);
        writer.Write((byte)plain.dim());
        foreach (var size in plain.shape)
            writer.Write(size);
        writer.Write(plain.bytes);
    }

    /// <summary>Reads into a tensor, which keeps its own memory layout.</summary>
    internal static void Read(BinaryReader reader, Tensor target)
    {
        var type = (ScalarType)reader.ReadByte();
        var shape = new long[reader.ReadByte()];
        for (var dimension = 0; dimension < shape.Length; dimension++)
            shape[dimension] = reader.ReadInt64();
        if (type != target.dtype || !shape.AsSpan().SequenceEqual(target.shape))
            throw new InvalidDataException(
                $"the saved optimizer state holds {type} [{string.Join(", ", shape)}] where the parameter is {target.dtype} [{string.Join(", ", target.shape)}].");
        using var loaded = empty(shape, type);
        reader.BaseStream.ReadExactly(loaded.bytes);
        using var _ = no_grad();
        target.copy_(loaded);
    }
}
