using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training;

/// <summary>What Fixtures/make_training.py wrote: PyTorch's own results.</summary>
internal static class TrainingFixture
{
    private static readonly Dictionary<string, TensorEntry> Entries =
        SafeTensorsFile.Read(Path("training.safetensors")).Tensors.ToDictionary(entry => entry.Name);

    internal static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    internal static double[] Values(string name) => MemoryMarshal.Cast<byte, double>(Entries[name].Bytes.Span).ToArray();

    internal static long[] Shape(string name) => [.. Entries[name].Shape];

    internal static Tensor Tensor(string name) => tensor(Values(name)).reshape(Shape(name));

    /// <summary>Sum, sum of squares, first and last value of each tensor.</summary>
    internal static double[] Digest(IEnumerable<Tensor> tensors)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return [.. tensors.SelectMany(Row)];

        static double[] Row(Tensor t)
        {
            Tensor flat = t.detach().to(ScalarType.Float64).contiguous().flatten();
            return [flat.sum().item<double>(), flat.pow(2).sum().item<double>(), flat[0].item<double>(), flat[-1].item<double>()];
        }
    }

    // In the order of the names: TorchSharp lists the parameters of all layers first, then their buffers.
    internal static IEnumerable<Tensor> Floats(nn.Module module) =>
        module.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).Where(t => t.is_floating_point());

    internal static void Close(string name, IReadOnlyList<double> actual, double tolerance = 1e-5)
    {
        double[] expected = Values(name);
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"{name}[{i}]: PyTorch {expected[i]:R}, here {actual[i]:R}");
    }

    internal static double[] Doubles(Tensor t)
    {
        using var grad = no_grad();
        using Tensor flat = t.detach().to(ScalarType.Float64).contiguous();
        return flat.data<double>().ToArray();
    }
}
