namespace FashionNotebooks.Training.Objectives;

/// <summary>P garments with K photos each, one pass, triplets mined among them; scored on the validation pairs.</summary>
public sealed class FineGrainedObjective : Objective
{
    private readonly FineGrainedEncoder encoder;
    private readonly FineGrainedRecipe recipe;
    private readonly int[] garments; // of the validation photos
    private readonly GarmentPairs pairs;
    private readonly GarmentSampler sampler;
    private readonly PhotoBatches batches;
    private readonly MinedTripletLoss loss;
    private readonly SupervisedContrastiveLoss contrastive;

    /// <summary>Prepares samples, pairs and losses; nothing is computed yet.</summary>
    /// <param name="encoder">The encoder; training changes it, and with it the backbone it took over.</param>
    /// <param name="train">Photos to learn from; garments with one photo take no part.</param>
    /// <param name="validation">Photos of other garments that decide which epoch is kept, and the threshold.</param>
    /// <param name="names">Which garment is on which photo.</param>
    /// <param name="seed">Decides batches and augmentation.</param>
    /// <exception cref="InputException">Settings or photos cannot be trained with.</exception>
    public FineGrainedObjective(
        FineGrainedEncoder encoder, PhotoSet train, PhotoSet validation, GarmentNames names, FineGrainedRecipe recipe, long seed)
        : base(encoder, recipe, train, validation, train.Classes.Count)
    {
        if (recipe.EraseCells > 0 && !encoder.Attention.HasFlag(AttentionKind.Spatial))
            throw new InputException("erasure hides what spatial attention looks at; give the encoder spatial attention, or erase nothing");
        (this.encoder, this.recipe) = (encoder, recipe);
        string[] paths = [.. train.Items.Select(photo => photo.Path)];
        int[] learnt = names.Number(paths);
        sampler = new GarmentSampler(
            learnt, train.LabelList, recipe.GarmentsPerBatch, recipe.PhotosPerGarment, recipe.ClassesPerBatch, seed,
            names.NumberFamilies(paths));
        batches = new PhotoBatches(train, validation.Preprocessing, recipe, seed, learnt);
        garments = names.Number(validation.Items.Select(photo => photo.Path));
        pairs = GarmentPairs.Of(validation, garments, seed: 0); // fixed: another seed must not change what a figure is measured on
        int same = pairs.Pairs.Count(pair => pair.Same), other = pairs.Pairs.Count - same;
        if (same == 0 || other == 0)
            throw new InputException(
                $"the validation photos give {same} pairs of one garment and {other} of two; both are needed to choose the best epoch");
        loss = new MinedTripletLoss(TripletMiner.Create(recipe.Miner, recipe.Margin), recipe.Margin);
        contrastive = new SupervisedContrastiveLoss(recipe.Temperature);
    }

    /// <summary>Garments that take no part because they have one photo.</summary>
    public int SingleGarments => sampler.SingleCount;

    internal override string Name => TrainedModel.FineGrainedTask;

    internal override int StepsPerEpoch => sampler.BatchesPerEpoch;

    internal override void Begin(int epoch) => encoder.Erasure = recipe.Erasure(epoch);

    internal override IEnumerable<TrainingBatch> Batches(int epoch) => batches.Prepare(epoch, sampler.Batches(epoch));

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        Tensor embeddings = encoder.call(batch.Inputs[0]); // [P·K, D]
        Tensor sum = loss.call(embeddings, batch.Labels);
        if (recipe.ContrastiveWeight > 0)
            sum = sum.add(contrastive.call(embeddings, batch.Labels), Held.Number(recipe.ContrastiveWeight));
        return new StepOutcome(sum, PairwiseDistance.Mean(embeddings));
    }

    private protected override Score Measure()
    {
        using var predictor = new Predictor(encoder, Validation.Preprocessing.Normalize, recipe.FlipAverage);
        Matrix rows = predictor.Embed(Validation.Pixels);
        Matrix all = pairs.More is null ? rows : new([.. rows.Values, .. predictor.Embed(pairs.More.Pixels).Values], rows.Columns);
        PairScore[] scores = [.. pairs.Pairs.Select(pair =>
            new PairScore(PairEvaluation.Cosine(all.Row(pair.A), all.Row(pair.B)), pair.Same, pair.Difficulty))];
        double auc = PairMetrics.MeanAuc(scores);
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["auc"] = auc };
        foreach (var group in scores.Where(pair => pair.Difficulty.Length > 0).GroupBy(pair => pair.Difficulty))
            metrics[$"auc_{group.Key.Replace('-', '_')}"] = PairMetrics.MeanAuc([.. scores.Where(pair => pair.Same), .. group]);
        var calibration = PairCalibration.Fit([.. scores.Select(pair => pair.Score)], [.. scores.Select(pair => pair.Same)]);
        foreach (var (name, value) in calibration.ToMetrics())
            metrics[name] = value;
        if (Search(rows) is { } search)
            metrics["recall_at_1"] = search.RecallAt1;
        return new Score(auc, metrics);
    }

    public override void Dispose()
    {
        encoder.Erasure = null;
        loss.Dispose();
        contrastive.Dispose();
        pairs.Dispose();
        base.Dispose();
    }

    private GarmentSearch? Search(Matrix rows)
    {
        int[] known = [.. Enumerable.Range(0, rows.Count).Where(i => garments[i] >= 0)];
        return GarmentSearch.Of(new EmbeddingSet(
            [.. known.SelectMany(i => rows[i])], [.. known.Select(i => new CataloguePhoto(Validation.Items[i].Path, $"{garments[i]}"))]),
            threads: 1);
    }
}
