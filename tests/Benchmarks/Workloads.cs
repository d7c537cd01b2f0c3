using FashionNotebooks.Engine;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Training;
using FashionNotebooks.Training.Optimizing;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Benchmarks;

/// <summary>The workloads of <c>peer.py</c>, on our side.</summary>
internal static class Workloads
{
    /// <summary>Weighted cross-entropy and Adam on the reference classifier, a batch of 32 pictures of 64×64.</summary>
    public static LocalRunner ClassifierStep(string name, bool channelsLast)
    {
        manual_seed(0);
        var net = new MobileNetLikeClassifier(7);
        Tensor x = randn(32, 3, 64, 64), y = randint(7, 32, dtype: ScalarType.Int64);
        if (channelsLast)
        {
            ChannelsLast.Convert(net.parameters());
            x = ChannelsLast.Of(x);
        }
        var optimizer = new ListAdam([new(net.parameters(), 0.01)], 0.01, decoupled: false);
        var criterion = nn.CrossEntropyLoss(ones(7));
        return new LocalRunner(name, () =>
        {
            using var scope = NewDisposeScope();
            foreach (var parameter in net.parameters())
                parameter.grad = null;
            Tensor loss = criterion.call(net.call(x), y);
            loss.backward();
            optimizer.step();
            loss.item<float>();
        });
    }

    /// <summary>Cross-entropy and Adam on a net for ImageNet's 1000 classes.</summary>
    public static LocalRunner BackboneStep(string name, string architecture, int size, int batch)
    {
        manual_seed(0);
        ImageClassifier net = Architectures.Create(architecture, 1000);
        ChannelsLast.Convert(net.parameters());
        Tensor x = ChannelsLast.Of(randn(batch, 3, size, size)), y = randint(1000, batch, dtype: ScalarType.Int64);
        var optimizer = new ListAdam([new(net.parameters(), 0.001)], 0.001, decoupled: false);
        return new LocalRunner(name, () =>
        {
            using var scope = NewDisposeScope();
            foreach (var parameter in net.parameters())
                parameter.grad = null;
            Tensor loss = nn.functional.cross_entropy(net.call(x), y);
            loss.backward();
            optimizer.step();
            loss.item<float>();
        }, net.Dispose);
    }

    /// <summary>Three passes, triplet margin loss and AdamW on the reference encoder, batches of 32.</summary>
    public static LocalRunner SiameseStep(string name, bool channelsLast)
    {
        manual_seed(0);
        var net = new SiameseEncoder(new MobileNetBackbone());
        Tensor[] x = [.. Enumerable.Range(0, 3).Select(_ => randn(32, 3, 64, 64))];
        if (channelsLast)
        {
            ChannelsLast.Convert(net.parameters());
            x = [.. x.Select(ChannelsLast.Of)];
        }
        var optimizer = new ListAdam([new(net.parameters(), 0.001, weight_decay: 0.01)], 0.001, decoupled: true);
        var criterion = nn.TripletMarginLoss(margin: 1.0, p: 2);
        return new LocalRunner(name, () =>
        {
            using var scope = NewDisposeScope();
            foreach (var parameter in net.parameters())
                parameter.grad = null;
            Tensor loss = criterion.call(net.call(x[0]), net.call(x[1]), net.call(x[2]));
            loss.backward();
            optimizer.step();
            loss.item<float>();
        });
    }

    /// <summary>The scores of one photo, in all the ways there are.</summary>
    public static void CompareInference(int threads, int rounds)
    {
        manual_seed(0);
        Comparison.Run("Inference, reference classifier, batch 1", rounds, 100,
            Inference("ours, in ONNX Runtime, from bytes", new MobileNetLikeClassifier(7)),
            Forward("TorchSharp, as trained", new MobileNetLikeClassifier(7)),
            new PeerRunner("PyTorch as people run it", "inference", threads),
            new PeerRunner("PyTorch channels-last", "inference", threads, "channels-last"));
    }

    /// <summary>The scores of one photo, from its bytes.</summary>
    public static LocalRunner Inference(string name, ImageClassifier net, int size = 64)
    {
        var predictor = new Predictor(net);
        Tensor photo = randint(0, 256, [1, 3, size, size], dtype: ScalarType.Byte);
        return new LocalRunner(name, () => predictor.Logits(photo), predictor.Dispose);
    }

    /// <summary>One forward pass in TorchSharp for one photo.</summary>
    private static LocalRunner Forward(string name, ImageClassifier net)
    {
        net.eval();
        Tensor x = randn(1, 3, 64, 64);
        return new LocalRunner(name, () =>
        {
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            net.call(x);
        });
    }

    /// <summary>1,000 small operations: a repetition in ms is an operation in µs.</summary>
    public static LocalRunner SmallOperation(string name, Func<Tensor> operation) => new(name, () =>
    {
        for (int i = 0; i < 1000; i++)
            operation().Dispose();
    });
}
