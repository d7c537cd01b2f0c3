using TorchSharp.Modules;

namespace FashionNotebooks.Training.Objectives;

/// <summary>
/// Fits a classifier's head to the features that its backbone gives as it is: logistic regression over standardised features.
/// </summary>
internal static class LinearProbe
{
    private const int Steps = 300, BatchSize = 32;
    private const double Rate = 0.05, Decay = 2e-3;

    /// <summary>Sets the head; the backbone stays as it is. Each photo is seen as it is and as its mirror image.</summary>
    internal static void Fit(ImageClassifier model, PhotoSet photos, Preprocessing rule, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        Tensor features = Features(model, photos, rule, cancellation);                       // [2n, D]
        Tensor labels = cat([photos.Labels, photos.Labels]);                                 // [2n]
        Tensor mean = features.mean([0]), deviation = features.std(0, unbiased: false).add_(Held.Number(1e-5), Held.One); // [D]
        Tensor inputs = features.sub_(mean).div_(deviation);
        var weight = new Parameter(zeros(model.ClassCount, model.FeatureSize));
        var bias = new Parameter(zeros(model.ClassCount));
        using var optimizer = new ListAdam([new([weight, bias], Rate)], Rate, decoupled: false);
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var inner = NewDisposeScope();
            optimizer.ParamGroups.First().LearningRate = Rate * (Steps - step) / Steps;
            optimizer.zero_grad();
            Tensor loss = nn.functional.cross_entropy(nn.functional.linear(inputs, weight, bias), labels)
                .add(weight.pow(Held.Number(2)).sum(), Held.Number(Decay));
            loss.backward();
            optimizer.step();
        }
        using var grad = no_grad();
        Tensor scaled = weight.div(deviation);                                               // [C, D]
        Parameter[] head = [.. model.ScoreLayer.parameters()];
        head[0].copy_(scaled.view(head[0].shape));
        head[1].copy_(bias.sub(scaled.mul(mean).sum(1)));
    }

    private static Tensor Features(ImageClassifier model, PhotoSet photos, Preprocessing rule, CancellationToken cancellation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        model.eval();
        var parts = new List<Tensor>();
        foreach (Tensor batch in new[] { false, true }.SelectMany(mirrored => PhotoBatches.Plain(photos, rule, BatchSize, mirrored)))
        {
            cancellation.ThrowIfCancellationRequested();
            using (batch)
                parts.Add(model.Features(batch).cpu());
        }
        return cat(parts).MoveToOuterDisposeScope();
    }
}
