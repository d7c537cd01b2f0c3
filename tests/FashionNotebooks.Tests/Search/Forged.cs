using FashionNotebooks.Checkpoints;
using FashionNotebooks.Search;

namespace FashionNotebooks.Tests.Search;

/// <summary>Index files with a right checksum over wrong contents.</summary>
internal static class Forged
{
    internal static void Rewrite(string path, Action<Dictionary<string, string>, List<TensorEntry>> change)
    {
        var file = SafeTensorsFile.Read(path);
        var metadata = new Dictionary<string, string>(file.Metadata);
        List<TensorEntry> tensors = [.. file.Tensors];
        change(metadata, tensors);
        using var hash = IndexFile.Checksum(metadata);
        foreach (TensorEntry tensor in SafeTensorsFile.Order(tensors))
            hash.AppendData(tensor.Bytes.Span);
        metadata["sha256"] = Convert.ToHexStringLower(hash.GetHashAndReset());
        SafeTensorsFile.Write(path, tensors, metadata);
    }
}
