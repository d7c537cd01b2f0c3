using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Tests.Training;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models.FineGrained;

/// <summary>What Fixtures/make_finegrained.py wrote: PyTorch's own results.</summary>
internal static class FineGrainedFixture
{
    private static readonly Dictionary<string, TensorEntry> Entries =
        SafeTensorsFile.Read(TrainingFixture.Path("finegrained.safetensors")).Tensors.ToDictionary(entry => entry.Name);

    internal static Tensor Tensor(string name)
    {
        TensorEntry entry = Entries[name];
        return tensor(MemoryMarshal.Cast<byte, double>(entry.Bytes.Span).ToArray()).reshape([.. entry.Shape]);
    }

    internal static void Close(string name, Tensor actual)
    {
        using var scope = NewDisposeScope();
        Tensor expected = Tensor(name);
        Assert.Equal(expected.shape, actual.shape);
        double largest = expected.sub(actual.detach()).abs().max().item<double>();
        Assert.True(largest <= 1e-9, $"{name}: differs from PyTorch by {largest}");
    }
}
