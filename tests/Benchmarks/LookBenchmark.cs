using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using static TorchSharp.torch;

namespace FashionNotebooks.Benchmarks;

/// <summary>What look, colour and pattern add to embedding a folder of photos, from the files on, nothing cached.</summary>
internal static class LookBenchmark
{
    private static readonly (string Net, int Size)[] Cases = [(Architectures.SmallRes, 64), (Architectures.ResNet18MlNet, 224)];

    /// <summary>Usage: [THREADS] [ROUNDS] looks FOLDER [COUNT].</summary>
    public static void Run(int threads, int rounds, string folder, int count)
    {
        ImageFolder all = ImageFolder.OpenFiles(folder), photos = all.Take([.. Enumerable.Range(0, Math.Min(count, all.Items.Count))]);
        foreach (var (net, size) in Cases)
        {
            manual_seed(0);
            var rule = new Preprocessing(size);
            using ImageClassifier classifier = Architectures.Create(net, 7);
            using var encoder = new SiameseEncoder(classifier.Backbone, classifier.UnitEmbedding);
            using var predictor = new Predictor(encoder);
            using var looks = new LookReader(encoder, rule, predictor);
            LocalRunner Embedding(string name, bool looking) => new(name, () =>
            {
                using PhotoSet set = PhotoSet.Load(photos, rule, cacheDirectory: "", threads);
                if (looking)
                    looks.Embed(set.Pixels);
                else
                    predictor.Embed(set.Pixels);
            });
            IReadOnlyList<double>[] times = Comparison.Run($"{photos.Items.Count} photos, {net}, {size} px", rounds, 1,
                Embedding("embeddings alone", looking: false), Embedding("with look, colour and pattern", looking: true));
            double share = 1 - (1 / Comparison.Median([.. times[1].Zip(times[0], (with, without) => with / without)]));
            Console.WriteLine($"  looks take {share:0%} of the time");
        }
    }
}
