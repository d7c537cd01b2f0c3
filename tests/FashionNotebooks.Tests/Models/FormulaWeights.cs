using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

/// <summary>Weights that follow from their key and their place, as Fixtures/make_backbones.py makes them too.</summary>
internal static class FormulaWeights
{
    /// <summary>Gives every value of a model's state dict, batch norm's statistics included.</summary>
    internal static void Fill(nn.Module model)
    {
        using var grad = no_grad();
        foreach (var (key, target) in model.state_dict())
        {
            if (!target.is_floating_point())
                continue;
            using Tensor values = tensor(Values(key, target.shape)).reshape(target.shape);
            target.copy_(values);
        }
    }

    /// <summary>Numbers in [0, 1): splitmix64 from the FNV-1a hash of the key, the top 24 bits.</summary>
    internal static double[] Numbers(string key, long count)
    {
        ulong start = 0xCBF29CE484222325;
        foreach (byte letter in Encoding.UTF8.GetBytes(key))
            start = (start ^ letter) * 0x100000001B3;
        var numbers = new double[count];
        for (long i = 0; i < count; i++)
        {
            ulong z = start + ((ulong)(i + 1) * 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            numbers[i] = ((z ^ (z >> 31)) >> 40) / (double)(1 << 24);
        }
        return numbers;
    }

    private static float[] Values(string key, long[] shape)
    {
        double[] numbers = Numbers(key, shape.Aggregate(1L, (a, b) => a * b));
        double scale = Math.Sqrt(6.0 / shape.Skip(1).Aggregate(1L, (a, b) => a * b));
        bool positive = key.EndsWith("weight", StringComparison.Ordinal) || key.EndsWith("running_var", StringComparison.Ordinal);
        return Array.ConvertAll(numbers, u => (float)(shape.Length > 1 ? ((2 * u) - 1) * scale : positive ? 0.5 + u : (u - 0.5) * 0.4));
    }
}
