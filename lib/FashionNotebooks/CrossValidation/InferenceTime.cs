using System.Diagnostics;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.CrossValidation;

/// <summary>Measures how long a classifier takes for one photo.</summary>
internal static class InferenceTime
{
    private const int WarmUp = 5, Runs = 25;

    /// <summary>The median of several runs, from bytes to scores, in milliseconds.</summary>
    internal static double Milliseconds(ImageClassifier model, int size)
    {
        using var predictor = new Predictor(model);
        using Tensor photo = zeros(1, 3, size, size, dtype: ScalarType.Byte);
        var times = new double[Runs];
        for (int run = -WarmUp; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            predictor.Logits(photo);
            if (run >= 0)
                times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[Runs / 2];
    }
}
