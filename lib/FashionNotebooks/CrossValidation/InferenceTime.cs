using System.Diagnostics;
using FashionNotebooks.Models;
using FashionNotebooks.Engine;
using static TorchSharp.torch;

namespace FashionNotebooks.CrossValidation;

/// <summary>Measures how long a classifier takes for one picture.</summary>
internal static class InferenceTime
{
    private const int WarmUp = 5, Runs = 25;

    /// <summary>The median of several runs of the folded form, in milliseconds.</summary>
    internal static double Milliseconds(ImageClassifier model, int size)
    {
        using var scope = NewDisposeScope();
        using var folded = new FoldedClassifier(model);
        Tensor picture = ChannelsLast.Of(zeros(1, 3, size, size, device: ComputeDevice.Current));
        var times = new double[Runs];
        for (int run = -WarmUp; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            folded.call(picture).cpu().Dispose();
            if (run >= 0)
                times[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[Runs / 2];
    }
}
