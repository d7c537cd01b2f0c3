using Microsoft.Win32.SafeHandles;

namespace FashionNotebooks.Checkpoints;

/// <summary>An open, fully checked safetensors file whose tensors are read one at a time.</summary>
internal sealed class SafeTensorsReader : IDisposable
{
    private readonly long bufferStart;

    private SafeTensorsReader(string path, SafeFileHandle handle, SafeTensorsHeader header, long bufferStart) =>
        (Path, Handle, Header, this.bufferStart) = (path, handle, header, bufferStart);

    /// <summary>The file as the user named it.</summary>
    internal string Path { get; }

    /// <summary>The file; a rename over its path does not change what it reads.</summary>
    internal SafeFileHandle Handle { get; }

    internal SafeTensorsHeader Header { get; }

    /// <summary>Opens a file and checks its header and length.</summary>
    /// <exception cref="InputException">The file cannot be read or breaks a rule of the format.</exception>
    internal static SafeTensorsReader Open(string path, int headerBytes = Limits.HeaderBytes) =>
        Open(InputFile.Open(path), path, headerBytes);

    /// <summary>Takes over an open file and checks its header and length.</summary>
    internal static SafeTensorsReader Open(SafeFileHandle handle, string path, int headerBytes = Limits.HeaderBytes)
    {
        try
        {
            (SafeTensorsHeader header, long start) = ReadHeader(path, handle, headerBytes);
            return new SafeTensorsReader(path, handle, header, start);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Where a tensor's bytes begin in the file.</summary>
    internal long FileOffset(TensorLayout tensor) => bufferStart + tensor.Begin;

    /// <summary>Reads a tensor's bytes into a place as long as the tensor.</summary>
    internal void Read(TensorLayout tensor, Span<byte> destination) =>
        InputFile.ReadExactly(Handle, Path, FileOffset(tensor), destination);

    /// <summary>Reads a tensor into memory of its own.</summary>
    internal TensorEntry Read(TensorLayout tensor)
    {
        if (tensor.Length > Array.MaxLength)
            throw new InputException(
                $"'{Path}' holds the tensor {ErrorText.Quote(tensor.Name)} of {tensor.Length} bytes; the most is {Array.MaxLength}");
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)tensor.Length);
        Read(tensor, bytes);
        return new TensorEntry(tensor.Name, tensor.Type, tensor.Shape, bytes);
    }

    public void Dispose() => Handle.Dispose();

    private static (SafeTensorsHeader Header, long BufferStart) ReadHeader(string path, SafeFileHandle handle, int headerBytes)
    {
        InputException Fail(string finding) =>
            new($"'{path}' is not a valid safetensors file: {finding}; copy or download it again");
        long length = InputFile.Length(handle, path);
        if (length < 8)
            throw Fail($"it has {length} bytes and needs at least 8");
        Span<byte> prefix = stackalloc byte[8];
        InputFile.ReadExactly(handle, path, 0, prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)headerBytes)
            throw Fail($"it claims a header of {headerLength} bytes, the most is {headerBytes}");
        if ((long)headerLength > length - 8)
            throw Fail($"it claims a header of {headerLength} bytes but has {length - 8} after the length");
        long bufferLength = length - 8 - (long)headerLength;
        var json = new byte[headerLength];
        InputFile.ReadExactly(handle, path, 8, json);
        return (SafeTensorsHeader.Parse(json, bufferLength, Fail), 8 + (long)headerLength);
    }
}
