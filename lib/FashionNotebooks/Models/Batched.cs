using FashionNotebooks.Engine;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>Runs a function over many pictures a batch at a time, so that memory does not grow with their number.</summary>
internal static class Batched
{
    private const long UsualSide = 64;

    /// <summary>Applies a function to slices of <c>[N, …]</c> and joins the results along the first dimension, on the CPU.</summary>
    /// <param name="pixels">The pictures.</param>
    /// <param name="batchSize">Pictures in a slice if they have 64 pixels a side; fewer of larger ones.</param>
    /// <param name="function">Gives <c>[B, D]</c> of a slice.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static Tensor Run(Tensor pixels, int batchSize, Func<Tensor, Tensor> function, CancellationToken cancellation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        long count = pixels.shape[0], side = Math.Max(UsualSide, pixels.shape[^1]);
        long size = Math.Max(1, batchSize * UsualSide * UsualSide / (side * side));
        var parts = new List<Tensor>();
        for (long start = 0; start < count; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            using var batch = NewDisposeScope();
            Tensor slice = pixels.narrow(0, start, Math.Min(size, count - start)).to(ComputeDevice.Current);
            parts.Add(function(slice).cpu().MoveToOuterDisposeScope());
        }
        return cat(parts, 0).MoveToOuterDisposeScope();
    }

    /// <summary>The values of <c>[N, D]</c>, row by row.</summary>
    internal static float[] Values(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        return matrix.to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>The rows of <c>[N, D]</c> as arrays.</summary>
    internal static float[][] Rows(Tensor matrix)
    {
        float[] all = Values(matrix);
        int width = (int)matrix.shape[1];
        return [.. Enumerable.Range(0, (int)matrix.shape[0]).Select(row => all.AsSpan(row * width, width).ToArray())];
    }
}
