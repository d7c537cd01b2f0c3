using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>The better way: P classes with K photos each, one pass, and a loss over all pairs or over the triplets a miner finds.</summary>
internal sealed class MetricStage : SiameseStage, IDisposable
{
    private readonly PhotoSet train;
    private readonly Preprocessing rule;
    private readonly PictureBatches batches;
    private readonly PKSampler sampler;
    private readonly nn.Module<Tensor, Tensor, Tensor> loss;

    internal MetricStage(SiameseNetwork network, PhotoSet train, PhotoSet validation, SiameseRecipe recipe, long seed)
        : base(network, validation, recipe, seed)
    {
        batches = new PictureBatches(train, validation.Preprocessing, recipe, seed);
        int classes = recipe.ClassesPerBatch == 0 ? train.Classes.Count : recipe.ClassesPerBatch;
        sampler = new PKSampler(train.LabelList, classes, recipe.PhotosPerClass, seed);
        loss = MakeLoss(recipe);
        this.train = train;
        rule = validation.Preprocessing;
        Recentre();
    }

    internal override int StepsPerEpoch => sampler.BatchesPerEpoch;

    internal override IEnumerable<TrainingBatch> Batches(int epoch) =>
        batches.Prepare(epoch, sampler.Batches(epoch).Select(indices => new[] { indices }));

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        Tensor embeddings = Embed(batch.Images[0]);
        return new StepOutcome(loss.call(embeddings, batch.Labels), PairwiseDistance.Mean(embeddings));
    }

    internal override StageScore Evaluate()
    {
        Recentre();
        return base.Evaluate();
    }

    public void Dispose() => loss.Dispose();

    // The centre belongs to the present weights: it is measured again before they are scored and kept.
    private void Recentre()
    {
        if (!Network.Encoder.Centred)
            return;
        EmbeddingCentre.Measure(Network.Encoder, train, rule);
    }

    private static nn.Module<Tensor, Tensor, Tensor> MakeLoss(SiameseRecipe recipe) => recipe.Loss switch
    {
        MetricLoss.Contrastive => new ContrastiveLoss(recipe.Margin),
        MetricLoss.SupCon => new SupervisedContrastiveLoss(recipe.Temperature),
        MetricLoss.Triplet => new MinedTripletLoss(TripletMiner.Create(recipe.Miner ?? TripletSelection.Random, recipe.Margin), recipe.Margin),
        _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Loss, "unknown loss"),
    };
}
