namespace FashionNotebooks.Training.Objectives;

/// <summary>Cross-entropy over single photos, if wanted with a supervised contrastive loss beside it; scored by accuracy.</summary>
public sealed class ClassificationObjective : Objective
{
    private readonly ImageClassifier model;
    private readonly ClassifierRecipe recipe;
    private readonly EpochSampler sampler;
    private readonly PhotoBatches batches;
    private readonly SupervisedContrastiveLoss contrastive;
    private readonly Tensor? classWeights;

    /// <summary>Prepares samples and losses; nothing is computed yet.</summary>
    /// <param name="model">The classifier; training changes it.</param>
    /// <param name="train">Photos to learn from.</param>
    /// <param name="validation">Photos to score on; the same classes.</param>
    /// <param name="seed">Decides order and augmentation.</param>
    /// <exception cref="InputException">Settings or photos cannot be trained with.</exception>
    public ClassificationObjective(ImageClassifier model, PhotoSet train, PhotoSet validation, ClassifierRecipe recipe, long seed)
        : base(model, recipe, train, validation, model.ClassCount)
    {
        (this.model, this.recipe) = (model, recipe);
        sampler = new EpochSampler(train.Count, seed);
        batches = new PhotoBatches(train, validation.Preprocessing, recipe, seed);
        contrastive = new SupervisedContrastiveLoss(recipe.Temperature);
        classWeights = recipe.ClassWeights
            ? tensor(ClassWeights.Balanced(train.LabelList, model.ClassCount, train.Classes)).DetachFromDisposeScope()
            : null;
    }

    internal override string Name => TrainedModel.ClassifierTask;

    internal override int StepsPerEpoch => recipe.StepsFor(sampler.Count);

    internal override void Prepare(CancellationToken cancellation)
    {
        base.Prepare(cancellation);
        if (!recipe.LinearProbe)
            return;
        LinearProbe.Fit(model, Train, Validation.Preprocessing, cancellation);
        ProbeAccuracy = Evaluate().Value;
    }

    internal override IEnumerable<TrainingBatch> Batches(int epoch) =>
        batches.Prepare(epoch, sampler.Batches(epoch, recipe.BatchSize).Take(StepsPerEpoch));

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        bool mix = recipe.MixProbability > 0 && rand(1).item<float>() < recipe.MixProbability;
        return new StepOutcome(mix ? MixedLoss(batch) : PlainLoss(batch));
    }

    private protected override Score Measure()
    {
        using var predictor = new Predictor(model, Validation.Preprocessing.Normalize);
        Tensor logits = predictor.Logits(Validation.Pixels, recipe.FlipAverage).ToTensor();
        double loss = nn.functional.cross_entropy(logits, Validation.Labels, classWeights).item<float>();
        double accuracy = logits.argmax(1).eq(Validation.Labels).sum().item<long>() / (double)Validation.Count;
        return new Score(accuracy, new(StringComparer.Ordinal) { ["accuracy"] = accuracy, ["loss"] = loss });
    }

    public override void Dispose()
    {
        contrastive.Dispose();
        classWeights?.Dispose();
        base.Dispose();
    }

    private Tensor PlainLoss(TrainingBatch batch)
    {
        Tensor features = model.Features(batch.Inputs[0]); // [B, D]
        Tensor loss = CrossEntropy(model.Logits(features), batch.Labels);
        return recipe.ContrastiveWeight > 0
            ? loss.add(contrastive.call(features, batch.Labels), Held.Number(recipe.ContrastiveWeight))
            : loss;
    }

    // A blend of two photos has no class of its own, so the contrastive loss is left out.
    private Tensor MixedLoss(TrainingBatch batch)
    {
        PhotoMix mix = PhotoMix.Of(batch.Inputs[0], batch.Labels);
        Tensor logits = model.Logits(model.Features(mix.Inputs));
        Tensor first = CrossEntropy(logits, batch.Labels), other = CrossEntropy(logits, mix.OtherLabels);
        return first.mul(Held.Number(mix.Share)).add(other, Held.Number(1 - mix.Share));
    }

    private Tensor CrossEntropy(Tensor logits, Tensor labels) =>
        nn.functional.cross_entropy(logits, labels, classWeights?.to(logits.device), label_smoothing: recipe.LabelSmoothing);
}
