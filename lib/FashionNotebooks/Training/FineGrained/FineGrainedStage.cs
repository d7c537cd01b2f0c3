using FashionNotebooks.Engine;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Garments;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>P items with K pictures each, one pass, triplets mined among them; scored on the validation pairs.</summary>
internal sealed class FineGrainedStage : TrainingStage, IDisposable
{
    private readonly FineGrainedEncoder encoder;
    private readonly FineGrainedRecipe recipe;
    private readonly PhotoSet validation;
    private readonly int[] validationItems;
    private readonly GarmentPairs pairs;
    private readonly GarmentSampler sampler;
    private readonly PictureBatches batches;
    private readonly MinedTripletLoss loss;
    private readonly SupervisedContrastiveLoss contrastive;

    internal FineGrainedStage(FineGrainedEncoder encoder, PhotoSet train, PhotoSet validation, GarmentNames items, FineGrainedRecipe recipe, long seed)
    {
        this.encoder = encoder;
        this.recipe = recipe;
        this.validation = validation;
        string[] paths = [.. train.Items.Select(item => item.Path)];
        int[] trainItems = items.Number(paths);
        sampler = new GarmentSampler(
            trainItems, train.LabelList, recipe.ItemsPerBatch, recipe.PicturesPerItem, recipe.ClassesPerBatch, seed, items.NumberFamilies(paths));
        batches = new PictureBatches(train, validation.Preprocessing, recipe, seed, trainItems);
        validationItems = items.Number(validation.Items.Select(item => item.Path));
        pairs = GarmentPairs.Of(validation, validationItems, seed: 0); // fixed: another --seed must not change what a figure is measured on
        int same = pairs.Pairs.Count(pair => pair.Same);
        if (same == 0 || same == pairs.Pairs.Count)
            throw new InputException($"the validation photos give {same} pairs of one item and {pairs.Pairs.Count - same} of two; both are needed to choose the best epoch");
        loss = new MinedTripletLoss(TripletMiner.Create(recipe.Miner, recipe.Margin), recipe.Margin);
        contrastive = new SupervisedContrastiveLoss(recipe.Temperature);
    }

    internal override string Name => "finegrained";

    internal override nn.Module Model => encoder;

    internal override StageRecipe Recipe => recipe;

    internal override int StepsPerEpoch => sampler.BatchesPerEpoch;

    internal GarmentSampler Sampler => sampler;

    internal override IEnumerable<TrainingBatch> Batches(int epoch)
    {
        encoder.Erasure = recipe.Erasure(epoch);
        return batches.Prepare(epoch, sampler.Batches(epoch).Select(indices => new[] { indices }));
    }

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        Tensor embeddings = Embed(batch.Images[0]);
        Tensor sum = loss.call(embeddings, batch.Labels);
        if (recipe.ContrastiveWeight > 0)
            sum = sum.add(contrastive.call(embeddings, batch.Labels), recipe.ContrastiveWeight);
        return new StepOutcome(sum, PairwiseDistance.Mean(embeddings));
    }

    internal override StageScore Evaluate()
    {
        using var predictor = new Predictor(encoder, validation.Preprocessing.Normalize, recipe.FlipAverage);
        Matrix rows = predictor.Embed(validation.Pixels);
        Matrix all = pairs.More is null ? rows : new([.. rows.Values, .. predictor.Embed(pairs.More.Pixels).Values], rows.Columns);
        PairScore[] scores = [.. pairs.Pairs.Select(pair => new PairScore(PairEvaluation.Cosine(all.Row(pair.A), all.Row(pair.B)), pair.Same, pair.Difficulty))];
        double auc = PairMetrics.MeanAuc(scores);
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["auc"] = auc };
        foreach (var group in scores.Where(pair => pair.Difficulty.Length > 0).GroupBy(pair => pair.Difficulty))
            metrics[$"auc_{group.Key.Replace('-', '_')}"] = PairMetrics.MeanAuc([.. scores.Where(pair => pair.Same), .. group]);
        var calibration = PairCalibration.Fit([.. scores.Select(pair => pair.Score)], [.. scores.Select(pair => pair.Same)]);
        foreach (var (name, value) in calibration.ToMetrics())
            metrics[name] = value;
        if (Search(rows) is { } search)
            metrics["recall_at_1"] = search.RecallAt1;
        return new StageScore(auc, metrics);
    }

    public void Dispose()
    {
        loss.Dispose();
        contrastive.Dispose();
        pairs.Dispose();
    }

    private ItemSearch? Search(Matrix rows)
    {
        int[] known = [.. Enumerable.Range(0, rows.Count).Where(i => validationItems[i] >= 0)];
        return ItemSearch.Of(new EmbeddingSet(
            [.. known.SelectMany(i => rows[i])], [.. known.Select(i => new RetrievalItem(validation.Items[i].Path, validationItems[i]))]), threads: 1);
    }

    private Tensor Embed(Tensor images)
    {
        return encoder.call(images).to(ScalarType.Float32);
    }
}
