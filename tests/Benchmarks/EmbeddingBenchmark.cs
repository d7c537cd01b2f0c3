using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using static TorchSharp.torch;

namespace FashionNotebooks.Benchmarks;

/// <summary>
/// A folder of photos to a vector for each, from the files on, nothing cached: against PIL, which decodes JPEG scaled, and PyTorch in
/// batches.
/// </summary>
internal static class EmbeddingBenchmark
{
    private static readonly (string Net, int Size)[] Cases =
        [(Architectures.MobileNetLike, 64), (Architectures.MobileNetV2, 224), (Architectures.ResNet18, 224)];

    /// <summary>Alternates the whole folder on both sides.</summary>
    /// <param name="threads">Threads of both sides, for decoding too.</param>
    /// <param name="rounds">Alternating rounds.</param>
    /// <param name="args">The folder of photos, and perhaps the nets that are to run.</param>
    public static void Run(int threads, int rounds, string[] args)
    {
        string folder = args[0];
        ImageFolder photos = ImageFolder.OpenFiles(folder);
        foreach (var (net, size) in Cases.Where(run => args.Length == 1 || args.Contains(run.Net)))
        {
            manual_seed(0);
            string[] peer = [folder, net, $"{size}", $"{threads}"];
            using ImageClassifier classifier = Architectures.Create(net, 1000);
            using var predictor = new Predictor(classifier);
            Comparison.Run($"A folder of {photos.Items.Count} photos to vectors, {net}, {size} px", rounds, 1,
                new LocalRunner("ours", () =>
                {
                    using PhotoSet set = PhotoSet.Load(photos, new Preprocessing(size), cacheDirectory: "", threads);
                    predictor.Embed(set.Pixels);
                }),
                new PeerRunner("PIL draft in a loop, PyTorch as people run it", "embed_peer.py", [.. peer, "one-decoder"]),
                new PeerRunner("PIL draft on all threads, PyTorch", "embed_peer.py", peer),
                new PeerRunner("PIL draft on all threads, PyTorch channels-last", "embed_peer.py", [.. peer, "channels-last"]));
        }
    }
}
