using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.Benchmarks;

/// <summary>The nets of others against torchvision's own, with random weights: both do the same work.</summary>
internal static class BackboneBenchmarks
{
    private const int StepSize = 64, StepBatch = 16, PictureSize = 224;

    private static readonly string[] Nets = [Architectures.MobileNetV2, Architectures.ResNet18, Architectures.ResNet50,
        Architectures.EfficientNetB0];

    /// <summary>Inference of one picture and a training step of each net.</summary>
    /// <param name="threads">Threads of both sides.</param>
    /// <param name="rounds">Alternating rounds.</param>
    /// <param name="chosen">Names of nets; all if there is none.</param>
    public static void Run(int threads, int rounds, IReadOnlyCollection<string> chosen)
    {
        foreach (string net in chosen.Count == 0 ? Nets : Nets.Where(chosen.Contains))
        {
            manual_seed(0);
            Comparison.Run($"Inference, {net}, batch 1, {PictureSize} px", rounds, 3,
                Workloads.Inference("ours, in ONNX Runtime, from bytes", Architectures.Create(net, 1000), PictureSize),
                new PeerRunner("torchvision as people run it", $"{net}-inference", threads),
                new PeerRunner("torchvision channels-last", $"{net}-inference", threads, "channels-last"));
            Comparison.Run($"Training step, {net}, batch {StepBatch}, {StepSize} px", rounds, 2,
                Workloads.BackboneStep("ours, channels-last", net, StepSize, StepBatch),
                new PeerRunner("torchvision as people run it", $"{net}-step", threads),
                new PeerRunner("torchvision channels-last, foreach", $"{net}-step", threads, "channels-last", "foreach"));
        }
    }
}
