using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Sampling;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>The reference's way: triplets drawn by the data set, three passes a step, triplet margin loss.</summary>
internal sealed class TripletStage : SiameseStage, IDisposable
{
    private readonly PictureBatches batches;
    private readonly TripleDataset triplets;
    private readonly TripletMarginLoss loss;

    internal TripletStage(SiameseNetwork network, PhotoSet train, PhotoSet validation, SiameseRecipe recipe, long seed)
        : base(network, validation, recipe, seed)
    {
        batches = new PictureBatches(train, validation.Preprocessing, recipe, seed);
        triplets = new TripleDataset(train.LabelList, seed, recipe.AnchorMayBePositive, train.Classes);
        loss = nn.TripletMarginLoss(recipe.Margin, p: 2);
    }

    internal override int StepsPerEpoch => Recipe.StepsFor(triplets.Count);

    internal override IEnumerable<TrainingBatch> Batches(int epoch) =>
        batches.Prepare(epoch, triplets.Epoch(epoch).Chunk(Recipe.BatchSize).Take(StepsPerEpoch).Select(Indices));

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        Tensor anchor = Embed(batch.Images[0]), positive = Embed(batch.Images[1]), negative = Embed(batch.Images[2]);
        return new StepOutcome(loss.call(anchor, positive, negative), PairwiseDistance.Mean(anchor));
    }

    public void Dispose() => loss.Dispose();

    private static long[][] Indices(Triplet[] batch) =>
    [
        [.. batch.Select(triplet => (long)triplet.Anchor)],
        [.. batch.Select(triplet => (long)triplet.Positive)],
        [.. batch.Select(triplet => (long)triplet.Negative)],
    ];
}
