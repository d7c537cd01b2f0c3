using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.NN;

/// <summary>Every loss against PyTorch: value and gradient.</summary>
public class LossParityTests
{
    private static readonly JsonElement expected = Fixture.Load("nn.json").GetProperty("losses");

    public static TheoryData<string> Cases => [.. expected.EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(13);
        var (logits, other, third) = (randn(5, 4), randn(5, 4), randn(5, 4));
        var classes = tensor(new long[] { 0, 3, 1, 1, 2 });
        var weight = tensor(new[] { 0.5f, 1, 2, 1.5f });
        var soft = softmax(other, 1);
        var sign = tensor(new[] { 1f, -1, 1, -1, 1 });
        var x = logits.clone().requires_grad_();
        var loss = name switch
        {
            "cross_entropy" => CrossEntropyLoss().call(x, classes),
            "cross_entropy_weight" => CrossEntropyLoss(weight).call(x, classes),
            "cross_entropy_ignore" => CrossEntropyLoss(ignore_index: 1).call(x, classes),
            "cross_entropy_smooth" => F.cross_entropy(x, classes, weight, label_smoothing: 0.1),
            "cross_entropy_soft" => F.cross_entropy(x, soft),
            "cross_entropy_sum" => CrossEntropyLoss(reduction: Reduction.Sum).call(x, classes),
            "cross_entropy_none" => CrossEntropyLoss(reduction: Reduction.None).call(x, classes).mul(sign).sum(),
            "nll" => NLLLoss(weight).call(F.log_softmax(x, 1), classes),
            "mse" => MSELoss().call(x, other),
            "l1" => L1Loss().call(x, other),
            "smooth_l1" => SmoothL1Loss(beta: 0.5).call(x, other),
            "huber" => HuberLoss(0.5).call(x, other),
            "bce" => BCELoss().call(F.sigmoid(x), soft),
            "bce_logits" => BCEWithLogitsLoss(pos_weights: weight).call(x, soft),
            "kl" => KLDivLoss().call(F.log_softmax(x, 1), F.log_softmax(other, 1)),
            "triplet" => TripletMarginLoss().call(x, other, third),
            "triplet_swap" => TripletMarginLoss(margin: 2, p: 1, swap: true, reduction: Reduction.Sum).call(x, other, third),
            "cosine_embedding" => CosineEmbeddingLoss(0.2).call(x, other, sign),
            "ranking" => MarginRankingLoss(0.3).call(x.select(1, 0), other.select(1, 0), sign),
            _ => throw new ArgumentException(name),
        };
        loss.backward();
        Assert.Equal(expected.GetProperty(name).GetProperty("loss").GetDouble(), loss.ToDouble(), 5);
        Fixture.Equal(expected.GetProperty(name).GetProperty("gradient"), x.grad!, name);
    }

    [Fact]
    public void SmoothingOfTheLossTypeIsThatOfTheFunction()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (logits, classes) = (randn(6, 3), tensor(new long[] { 0, 1, 2, 0, 1, 2 }));
        using var loss = new CrossEntropyLoss(label_smoothing: 0.2);
        Assert.Equal(F.cross_entropy(logits, classes, label_smoothing: 0.2).ToDouble(), loss.call(logits, classes).ToDouble());
    }
}
