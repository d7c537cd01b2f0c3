namespace FashionNotebooks.Training.Objectives;

/// <summary>
/// Embeddings by their distances. The reference's way: triplets drawn from the data set, three passes a step. The better way: P classes
/// with K photos each, one pass, and a loss over all pairs or over the triplets that a miner finds. Scored on triplets that stay the same,
/// or by leave-one-out search.
/// </summary>
public sealed class MetricObjective : Objective
{
    private const int CentreBatch = 128;
    private readonly SiameseEncoder encoder;
    private readonly SiameseRecipe recipe;
    private readonly PhotoBatches batches;
    private readonly TripleDataset? triplets;
    private readonly PKSampler? sampler;
    private readonly nn.Module<Tensor, Tensor, Tensor>? loss;
    private readonly Tensor? taught; // [N, E], a teacher's embeddings of the training photos
    private readonly SimilarityDistillationLoss? distillation;
    private readonly Triplet[] scored;
    private readonly CataloguePhoto[] searched;

    /// <summary>Prepares samples and losses; nothing is computed yet.</summary>
    /// <param name="network">The network; training changes it, and with it the backbone it took over.</param>
    /// <param name="train">Photos to learn from, of at least two classes.</param>
    /// <param name="validation">Photos to score on; the same classes.</param>
    /// <param name="seed">Decides triplets or batches, and augmentation.</param>
    /// <param name="teacher">A teacher's embeddings of the training photos, a row each; null without a teacher.</param>
    /// <exception cref="InputException">Settings or photos cannot be trained with.</exception>
    public MetricObjective(
        SiameseNetwork network, PhotoSet train, PhotoSet validation, SiameseRecipe recipe, long seed, Matrix? teacher = null)
        : base(network, recipe, train, validation, train.Classes.Count)
    {
        (encoder, this.recipe) = (network.Encoder, recipe);
        batches = new PhotoBatches(train, validation.Preprocessing, recipe, seed);
        scored = [.. new TripleDataset(validation.LabelList, seed, anchorMayBePositive: true).Epoch(0)];
        searched =
            [.. validation.Items.Select(photo => new CataloguePhoto(photo.Path, validation.Classes[photo.Label], Sender: photo.Sender))];
        if (teacher is not null && recipe.TeacherShare > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(teacher.Count, train.Count, nameof(teacher));
            using Tensor rows = teacher.ToTensor(), unit = nn.functional.normalize(rows), mean = unit.mean([0]);
            taught = (recipe.Centred ? unit - mean : unit).to(ComputeDevice.Current).DetachFromDisposeScope();
            distillation = new SimilarityDistillationLoss(recipe.TeacherTemperature);
        }
        if (recipe.Loss == MetricLoss.Triplet && recipe.Miner is null)
        {
            triplets = new TripleDataset(train.LabelList, seed, recipe.AnchorMayBePositive, train.Classes);
            return;
        }
        int classes = recipe.ClassesPerBatch == 0 ? train.Classes.Count : recipe.ClassesPerBatch;
        sampler = new PKSampler(train.LabelList, classes, recipe.PhotosPerClass, seed);
        loss = recipe.Loss switch
        {
            MetricLoss.Contrastive => new ContrastiveLoss(recipe.Margin),
            MetricLoss.SupCon => new SupervisedContrastiveLoss(recipe.Temperature),
            _ => new MinedTripletLoss(TripletMiner.Create(recipe.Miner ?? TripletSelection.Random, recipe.Margin), recipe.Margin),
        };
    }

    internal override string Name => TrainedModel.SiameseTask;

    internal override int StepsPerEpoch => sampler?.BatchesPerEpoch ?? recipe.StepsFor(triplets!.Count);

    internal override void Prepare(CancellationToken cancellation)
    {
        base.Prepare(cancellation);
        Centre();
    }

    internal override IEnumerable<TrainingBatch> Batches(int epoch) => sampler is null
        ? batches.Prepare(epoch, triplets!.Epoch(epoch).Chunk(recipe.BatchSize).Take(StepsPerEpoch).Select(Inputs))
        : batches.Prepare(epoch, sampler.Batches(epoch));

    internal override StepOutcome Loss(TrainingBatch batch)
    {
        Tensor embeddings = encoder.call(batch.Inputs[0]); // [B, D]
        Tensor value = loss?.call(embeddings, batch.Labels)
            ?? nn.functional.triplet_margin_loss(embeddings, encoder.call(batch.Inputs[1]), encoder.call(batch.Inputs[2]), recipe.Margin);
        if (distillation is not null)
        {
            Tensor rows = taught!.index_select(0, tensor(batch.Photos, device: taught.device)); // [B, E]
            value = value.mul(Held.Number(1 - recipe.TeacherShare))
                .add(distillation.call(embeddings, rows), Held.Number(recipe.TeacherShare));
        }
        return new StepOutcome(value, PairwiseDistance.Mean(embeddings));
    }

    // The centre belongs to the present weights: it is measured again before they are scored and kept.
    private protected override Score Measure()
    {
        Centre();
        using var predictor = new Predictor(encoder, Validation.Preprocessing.Normalize, recipe.FlipAverage);
        Matrix rows = predictor.Embed(Validation.Pixels);
        Tensor embeddings = rows.ToTensor(); // [N, D]
        Tensor Rows(Func<Triplet, int> row) => embeddings.index_select(0, tensor(scored.Select(triplet => (long)row(triplet)).ToArray()));
        double distance = nn.functional.triplet_margin_loss(
            Rows(triplet => triplet.Anchor), Rows(triplet => triplet.Positive), Rows(triplet => triplet.Negative),
            recipe.Margin).item<float>();
        var set = new EmbeddingSet(rows.Values, searched);
        RetrievalScores search = RetrievalMetrics.Of(set, set, Validation.Classes);
        return new Score(recipe.Score == SiameseScore.Loss ? -distance : search.MeanAveragePrecision, new(StringComparer.Ordinal)
        {
            ["loss"] = distance,
            ["top1"] = search.Top1,
            ["top5"] = search.Top5,
            ["map"] = search.MeanAveragePrecision,
        });
    }

    public override void Dispose()
    {
        loss?.Dispose();
        distillation?.Dispose();
        taught?.Dispose();
        base.Dispose();
    }

    // The mean embedding of the training photos, unchanged and at the model's size.
    private void Centre()
    {
        if (!encoder.Centred || sampler is null)
            return;
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        encoder.eval();
        Tensor sum = zeros(encoder.FeatureSize, device: ComputeDevice.Current);
        foreach (Tensor batch in PhotoBatches.Plain(Train, Validation.Preprocessing, CentreBatch))
        {
            using (batch)
                sum.add_(encoder.Uncentred(batch).sum([0]), Held.One); // sum(0) would be the sum of all as ScalarType 0
        }
        encoder.Centre.copy_(sum.div(Held.Number(Train.Count)));
    }

    private static long[][] Inputs(Triplet[] batch) =>
    [
        [.. batch.Select(triplet => (long)triplet.Anchor)],
        [.. batch.Select(triplet => (long)triplet.Positive)],
        [.. batch.Select(triplet => (long)triplet.Negative)],
    ];
}
