using FashionNotebooks.Checkpoints;
using FashionNotebooks.Models;
using FashionNotebooks.Training;
using FashionNotebooks.Training.Losses;
using FashionNotebooks.Training.Optimizing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training;

/// <summary>The reference's net and both of its training steps give what PyTorch gives.</summary>
public class PyTorchParityTests
{
    private static readonly double[] ClassWeights = [1.0, 2.0, 0.5, 1.5, 3.0, 0.8, 0.4];

    [Fact]
    public void InitialWeightsForwardAndGradientsEqualPyTorchs()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(42);
        using var net = new MobileNetLikeClassifier(7);
        TrainingFixture.Close("initial", TrainingFixture.Digest(TrainingFixture.Floats(net)));

        Tensor x = randn(4, 3, 64, 64), y = tensor(new long[] { 0, 3, 6, 2 });
        net.eval();
        TrainingFixture.Close("eval_logits", TrainingFixture.Doubles(net.call(x)));

        net.to(ScalarType.Float64);
        net.train();
        Tensor logits = net.call(x.to(ScalarType.Float64));
        nn.functional.cross_entropy(logits, y, tensor(ClassWeights)).backward();
        TrainingFixture.Close("train_logits", TrainingFixture.Doubles(logits));
        TrainingFixture.Close("gradients", TrainingFixture.Digest(net.parameters().Select(p => p.grad!)));
    }

    [Fact]
    public void EightWeightedAdamStepsEqualPyTorchs()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(43);
        using var net = new MobileNetLikeClassifier(7);
        net.to(ScalarType.Float64);
        net.train();
        using OptimizerHelper adam = Optimizers.Create(net.parameters(), new ClassifierRecipe());
        var losses = new List<double>();
        for (int step = 0; step < 8; step++)
        {
            Tensor x = randn(4, 3, 64, 64).to(ScalarType.Float64), y = randint(0, 7, new long[] { 4 }, dtype: ScalarType.Int64);
            adam.zero_grad();
            Tensor loss = nn.functional.cross_entropy(net.call(x), y, tensor(ClassWeights));
            loss.backward();
            adam.step();
            losses.Add(loss.item<double>());
        }
        TrainingFixture.Close("adam_losses", losses);
        TrainingFixture.Close("adam_state", TrainingFixture.Digest(TrainingFixture.Floats(net)));
    }

    [Fact]
    public void SixTripletStepsWithAdamWEqualPyTorchs()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(44);
        using var classifier = new MobileNetLikeClassifier(7);
        using var net = new SiameseNetwork(new SiameseEncoder(classifier.Backbone));
        net.to(ScalarType.Float64);
        net.train();
        using OptimizerHelper adamw = Optimizers.Create(net.parameters(), new SiameseRecipe());
        using TripletMarginLoss loss = nn.TripletMarginLoss(margin: 1, p: 2);
        var losses = new List<double>();
        for (int step = 0; step < 6; step++)
        {
            Tensor a = randn(4, 3, 64, 64), p = randn(4, 3, 64, 64), n = randn(4, 3, 64, 64);
            adamw.zero_grad();
            var (anchor, positive, negative) = net.call(a.to(ScalarType.Float64), p.to(ScalarType.Float64), n.to(ScalarType.Float64));
            Tensor value = loss.call(anchor, positive, negative);
            value.backward();
            adamw.step();
            losses.Add(value.item<double>());
        }
        TrainingFixture.Close("triplet_losses", losses);
        TrainingFixture.Close("triplet_state", TrainingFixture.Digest(TrainingFixture.Floats(classifier.Backbone)));
    }

    [Fact]
    public void SupervisedContrastiveLossAndGradientEqualPyTorchs()
    {
        using var scope = NewDisposeScope();
        Tensor features = TrainingFixture.Tensor("supcon_features").requires_grad_();
        Tensor labels = TrainingFixture.Tensor("supcon_labels").to(ScalarType.Int64);
        using var loss = new SupervisedContrastiveLoss(0.1);
        Tensor value = loss.call(features, labels);
        value.backward();
        TrainingFixture.Close("supcon_loss", [value.item<double>()]);
        TrainingFixture.Close("supcon_gradient", TrainingFixture.Doubles(features.grad!));
    }

    [Fact]
    public void AStateDictSavedByPyTorchLoads()
    {
        using var scope = NewDisposeScope();
        using var net = new MobileNetLikeClassifier(7, depthwise: true);
        StateDict.LoadInto(net.state_dict(), StateDict.Load(TrainingFixture.Path("depthwise.pth")));
        net.eval();
        Tensor x = linspace(-1, 1, 2 * 3 * 64 * 64).reshape(2, 3, 64, 64);
        TrainingFixture.Close("depthwise_logits", TrainingFixture.Doubles(net.call(x)));
    }
}
