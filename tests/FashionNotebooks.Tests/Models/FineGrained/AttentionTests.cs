using FashionNotebooks.Models;
using FashionNotebooks.Models.FineGrained;
using TorchSharp;
using TorchSharp.Tests;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models.FineGrained;

[NoTensorLeak]
public class AttentionTests
{
    [Theory]
    [InlineData("eval", false, 0, PoolingKind.Mean)]
    [InlineData("train", true, 0, PoolingKind.Mean)]
    [InlineData("erased", true, 7, PoolingKind.Mean)]
    [InlineData("eval", false, 0, PoolingKind.MeanAndMax)]
    [InlineData("train", true, 0, PoolingKind.MeanAndMax)]
    [InlineData("erased", true, 7, PoolingKind.MeanAndMax)]
    [InlineData("eval", false, 0, PoolingKind.Pyramid)]
    [InlineData("train", true, 0, PoolingKind.Pyramid)]
    [InlineData("erased", true, 7, PoolingKind.Pyramid)]
    public void Values_and_gradients_are_PyTorchs(string mode, bool training, int erase, PoolingKind pooling)
    {
        using var scope = NewDisposeScope();
        using FineGrainedEncoder encoder = Small(training, erase, pooling);
        string name = $"{pooling.ToString().ToLowerInvariant()}/{mode}";
        Tensor input = FineGrainedFixture.Tensor("input").requires_grad_();
        Tensor embedding = encoder.call(input);
        embedding.mul(FineGrainedFixture.Tensor("output_gradient")).sum().backward();
        FineGrainedFixture.Close($"{name}/embedding", embedding);
        FineGrainedFixture.Close($"{name}/attention", encoder.AttentionMap(input));
        FineGrainedFixture.Close($"{name}/input_gradient", input.grad!);
        foreach (var (key, parameter) in encoder.named_parameters())
            FineGrainedFixture.Close($"{name}/gradient/{key}", parameter.grad!);
    }

    [Fact]
    public void Channels_are_weighed_as_the_paper_says()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var attention = new ChannelAttention(6, reduction: 2);
        Tensor x = randn(2, 6, 3, 4), weights = attention.call(x);
        float[,] first = Matrix(attention.state_dict()["mlp.0.weight"]), second = Matrix(attention.state_dict()["mlp.2.weight"]);
        for (int n = 0; n < 2; n++)
        {
            double[] mean = new double[6], most = new double[6];
            for (int c = 0; c < 6; c++)
            {
                float[] places = x[n, c].flatten().data<float>().ToArray();
                (mean[c], most[c]) = (places.Average(), places.Max());
            }
            double[] sum = [.. Shared(mean).Zip(Shared(most), (a, b) => a + b)];
            for (int c = 0; c < 6; c++)
                Assert.Equal(1 / (1 + Math.Exp(-sum[c])), weights[n, c, 0, 0].item<float>(), 1e-5);
        }

        double[] Shared(double[] values) => Times(second, [.. Times(first, values).Select(v => Math.Max(0, v))]);
    }

    [Fact]
    public void Places_are_weighed_as_the_paper_says()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var attention = new SpatialAttention();
        Tensor x = randn(1, 3, 4, 5), weights = attention.call(x);
        float[] kernel = attention.state_dict()["conv.weight"].data<float>().ToArray(); // [1, 2, 7, 7]
        for (int y = 0; y < 4; y++)
        {
            for (int column = 0; column < 5; column++)
            {
                double sum = 0;
                for (int dy = -3; dy <= 3; dy++)
                {
                    for (int dx = -3; dx <= 3; dx++)
                    {
                        if (y + dy is < 0 or >= 4 || column + dx is < 0 or >= 5)
                            continue;
                        float[] channels = [.. Enumerable.Range(0, 3).Select(c => x[0, c, y + dy, column + dx].item<float>())];
                        int at = (dy + 3) * 7 + dx + 3;
                        sum += kernel[at] * channels.Average() + kernel[49 + at] * channels.Max();
                    }
                }
                Assert.Equal(1 / (1 + Math.Exp(-sum)), weights[0, 0, y, column].item<float>(), 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void Erasure_hides_the_places_of_most_weight(int cells)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        Tensor weights = rand(4, 1, 3, 4), mask = new AttentionErasure(cells, rate: 1).Mask(weights);
        for (int n = 0; n < 4; n++)
        {
            float[] values = weights[n].flatten().data<float>().ToArray();
            float smallestHidden = values.OrderDescending().ElementAt(cells - 1);
            Assert.Equal(values.Select(v => v >= smallestHidden ? 0f : 1f), mask[n].flatten().data<float>().ToArray());
        }
        Assert.False(mask.requires_grad);
    }

    [Fact]
    public void Erasure_reaches_its_share_of_the_pictures_and_follows_from_the_seed()
    {
        using var scope = NewDisposeScope();
        Tensor weights = rand(2000, 1, 2, 2);
        var erasure = new AttentionErasure(1, rate: 0.3);
        random.manual_seed(4);
        Tensor first = erasure.Mask(weights);
        random.manual_seed(4);
        Assert.True(first.allclose(erasure.Mask(weights), rtol: 0, atol: 0));
        Assert.InRange(first.flatten(1).sum(1).lt(4).to(ScalarType.Float32).mean().item<float>(), 0.26, 0.34);
        Assert.True(new AttentionErasure(1, rate: 0).Mask(weights).allclose(ones_like(weights)));
    }

    [Fact]
    public void Erasing_everything_or_nothing_is_one_line()
    {
        using var scope = NewDisposeScope();
        Tensor weights = ones(1, 1, 2, 3);
        Assert.Equal(5, 6 - (int)new AttentionErasure(5, 1).Mask(weights).sum().item<float>()); // equal weights
        Assert.Contains(
            "2×3", Assert.Throws<InputException>(() => new AttentionErasure(6, 1).Mask(weights)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => new AttentionErasure(0));
        Assert.Throws<InputException>(() => new AttentionErasure(1, double.NaN));
    }

    private static FineGrainedEncoder Small(bool training, int erase, PoolingKind pooling)
    {
        var options = new FineGrainedOptions { Embedding = 5, Hidden = 6, Dropout = 0, Pooling = pooling };
        var encoder = new FineGrainedEncoder(new IdentityBackbone(8), options);
        encoder.to(ScalarType.Float64);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (key, target) in encoder.state_dict().Where(pair => pair.Value.is_floating_point()))
            target.copy_(FineGrainedFixture.Tensor($"{pooling.ToString().ToLowerInvariant()}/weights/{key}"));
        // The fixture's channel attention has half as many units as channels; ours has the fewest, 4, as well.
        encoder.train(training);
        encoder.Erasure = erase > 0 ? new AttentionErasure(erase, rate: 1) : null;
        return encoder;
    }

    private static float[,] Matrix(Tensor weight)
    {
        float[] values = weight.data<float>().ToArray();
        var matrix = new float[weight.shape[0], weight.shape[1]];
        Buffer.BlockCopy(values, 0, matrix, 0, sizeof(float) * values.Length);
        return matrix;
    }

    private static double[] Times(float[,] matrix, double[] values) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(r => Enumerable.Range(0, values.Length).Sum(c => matrix[r, c] * values[c]))];
}
