using FashionNotebooks.Engine;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Cross-entropy over single pictures, if wanted with a supervised contrastive loss beside it.</summary>
internal sealed class ClassifierStage : TrainingStage, IDisposable
{
    private readonly ImageClassifier model;
    private readonly PhotoSet validation;
    private readonly ClassifierRecipe recipe;
    private readonly int[] labels;
    private readonly EpochSampler sampler;
    private readonly PictureBatches batches;
    private readonly SupervisedContrastiveLoss contrastive;
    private readonly Tensor? classWeights;

    internal ClassifierStage(ImageClassifier model, PhotoSet train, PhotoSet validation, ClassifierRecipe recipe, long seed)
    {
        this.model = model;
        this.validation = validation;
        this.recipe = recipe;
        batches = new PictureBatches(train, validation.Preprocessing, recipe, seed);
        contrastive = new SupervisedContrastiveLoss(recipe.Temperature);
        sampler = new EpochSampler(train.Count, seed);
        labels = [.. validation.LabelList];
        classWeights = recipe.ClassWeights
            ? tensor(ClassWeights.Balanced(train.LabelList, model.ClassCount, train.Classes)).DetachFromDisposeScope()
            : null;
    }

    internal override string Name => "classifier";

    internal override nn.Module Model => model;

    internal override StageRecipe Recipe => recipe;

    internal override int StepsPerEpoch => recipe.StepsFor(sampler.Count);

    internal override IEnumerable<TrainingBatch> Batches(int epoch) =>
        batches.Prepare(epoch, sampler.Batches(epoch, recipe.BatchSize).Take(StepsPerEpoch).Select(indices => new[] { indices }));

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        bool mix = recipe.MixProbability > 0 && rand(1).item<float>() < recipe.MixProbability;
        return new StepOutcome(mix ? MixedLoss(batch) : PlainLoss(batch));
    }

    internal override StageScore Evaluate()
    {
        using var predictor = new Predictor(model, validation.Preprocessing.Normalize);
        Tensor logits = predictor.Logits(validation.Pixels, recipe.FlipAverage).ToTensor();
        double loss = nn.functional.cross_entropy(logits, validation.Labels, classWeights).item<float>();
        long[] predictions = logits.argmax(1).data<long>().ToArray();
        double accuracy = predictions.Zip(labels).Count(pair => pair.First == pair.Second) / (double)labels.Length;
        return new StageScore(accuracy, new SortedDictionary<string, double>(StringComparer.Ordinal) { ["accuracy"] = accuracy, ["loss"] = loss });
    }

    public void Dispose()
    {
        contrastive.Dispose();
        classWeights?.Dispose();
    }

    private Tensor PlainLoss(TrainingBatch batch)
    {
        var (features, logits) = Forward(batch.Images[0]);
        Tensor loss = CrossEntropy(logits, batch.Labels);
        return recipe.ContrastiveWeight > 0
            ? loss.add(contrastive.call(features, batch.Labels), recipe.ContrastiveWeight)
            : loss;
    }

    // A blend of two pictures has no class of its own, so the contrastive loss is left out.
    private Tensor MixedLoss(TrainingBatch batch)
    {
        PictureMix mix = PictureMix.Of(batch.Images[0], batch.Labels);
        Tensor logits = Forward(mix.Images).Logits;
        return CrossEntropy(logits, batch.Labels).mul(mix.Share).add(CrossEntropy(logits, mix.OtherLabels), 1 - mix.Share);
    }

    private (Tensor Features, Tensor Logits) Forward(Tensor images)
    {
        Tensor features = Features(images);
        return (features, model.Logits(features));
    }

    // Head and losses stay in float32.
    private Tensor Features(Tensor images)
    {
        return model.Features(images);
    }

    private Tensor CrossEntropy(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, classWeights?.to(logits.device), label_smoothing: recipe.LabelSmoothing);
}
