using System.Globalization;
using FashionNotebooks.Benchmarks;
using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

// Usage: Benchmarks [THREADS] [ROUNDS] [WORKLOAD …]: inference | embed FOLDER | backbones [NET…] | photos FOLDER | search EMBEDDINGS COUNT…
// | graph EMBEDDINGS COUNT… | load MODEL INDEX PICTURES [CLIENTS] [SECONDS] | database INDEX ADDRESS [COUNT] | onnx MODEL PHOTOS OUT |
// copies FOLDER [FROM] [COUNT] [MODEL] | hostile MODEL INDEX PICTURES [CLIENTS] [SECONDS] | looks FOLDER [COUNT] | sheets MODEL CATALOGUE
// QUERIES OUT [COUNT] | peak. Alternates with PyTorch from Debian's python3-torch, round by round.
int threads = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15;
if (args.Contains("load"))
{
    await LoadBenchmark.Run(threads, rounds, args[(Array.IndexOf(args, "load") + 1)..]);
    return;
}

if (args.Contains("database"))
{
    await DatabaseBenchmark.Run(args[(Array.IndexOf(args, "database") + 1)..]);
    return;
}

if (args.Contains("peak"))
{
    PeakBenchmark.Run(rounds);
    return;
}

if (args.Contains("hostile"))
{
    await HostileLoad.Run(args[(Array.IndexOf(args, "hostile") + 1)..]);
    return;
}

TorchEngine.Start(threads, seed: 0);
if (args.Contains("copies"))
{
    CopiesBenchmark.Run(threads, args[(Array.IndexOf(args, "copies") + 1)..]);
    return;
}

if (args.Contains("onnx"))
{
    OnnxBenchmark.Run(args[(Array.IndexOf(args, "onnx") + 1)..]);
    return;
}

if (args.Contains("sheets"))
{
    ContactSheets.Run(args[(Array.IndexOf(args, "sheets") + 1)..]);
    return;
}

if (args.Contains("looks"))
{
    string[] own = args[(Array.IndexOf(args, "looks") + 1)..];
    LookBenchmark.Run(threads, rounds, own[0], own.Length > 1 ? int.Parse(own[1], CultureInfo.InvariantCulture) : int.MaxValue);
    return;
}

Console.WriteLine($"{threads} thread(s); ratio = PyTorch's median / ours in the same round [middle 80 % of rounds]");

if (args.Contains("backbones"))
{
    BackboneBenchmarks.Run(threads, rounds, args[(Array.IndexOf(args, "backbones") + 1)..]);
    return;
}

if (args.Contains("embed"))
{
    EmbeddingBenchmark.Run(threads, rounds, args[(Array.IndexOf(args, "embed") + 1)..]);
    return;
}

if (args.Contains("inference"))
{
    Workloads.CompareInference(threads, rounds);
    return;
}

if (args.Contains("search") || args.Contains("graph"))
{
    bool graphs = args.Contains("graph");
    SearchBenchmarks.Run(threads, rounds, graphs, args[(Array.IndexOf(args, graphs ? "graph" : "search") + 1)..]);
    return;
}

if (args.Contains("photos"))
{
    PhotoBenchmarks.Run(rounds, args[Array.IndexOf(args, "photos") + 1]);
    return;
}

Comparison.Run("Training step, reference classifier, batch 32", rounds, 10,
    Workloads.ClassifierStep("ours, channels-last", channelsLast: true),
    Workloads.ClassifierStep("ours, NCHW", channelsLast: false),
    new PeerRunner("PyTorch as people run it", "classifier-step", threads),
    new PeerRunner("PyTorch channels-last, foreach", "classifier-step", threads, "channels-last", "foreach"));

Comparison.Run("Training step, Siamese, three batches of 32", rounds, 5,
    Workloads.SiameseStep("ours, channels-last", channelsLast: true),
    new PeerRunner("PyTorch as people run it", "siamese-step", threads),
    new PeerRunner("PyTorch channels-last, foreach", "siamese-step", threads, "channels-last", "foreach"));

Workloads.CompareInference(threads, rounds);

using Tensor a = rand(1).sum(), b = rand(1).sum(), x = randn(8, 8), w = randn(8, 8), bias = randn(8);
Comparison.Run("a + b, 0-dim (1,000 times: ms = µs each)", rounds, 50,
    Workloads.SmallOperation("ours", () => a + b), new PeerRunner("PyTorch", "add", threads));
Comparison.Run("linear 8x8 (1,000 times: ms = µs each)", rounds, 50,
    Workloads.SmallOperation("ours", () => nn.functional.linear(x, w, bias)), new PeerRunner("PyTorch", "linear", threads));
