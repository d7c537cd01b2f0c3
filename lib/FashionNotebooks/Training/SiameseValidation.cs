using FashionNotebooks.Evaluation;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Sampling;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Scores an encoder on the validation photos: triplet loss on triplets that stay the same, and leave-one-out search.</summary>
internal sealed class SiameseValidation(SiameseNetwork network, PhotoSet photos, SiameseRecipe recipe, long seed)
{
    private readonly Triplet[] triplets = [.. new TripleDataset(photos.LabelList, seed, anchorMayBePositive: true).Epoch(0)];
    private readonly RetrievalItem[] items = [.. photos.Items.Select(item => new RetrievalItem(item.Path, item.Label, Sender: item.Sender))];

    internal StageScore Score()
    {
        using var predictor = new Predictor(network.Encoder, photos.Preprocessing.Normalize, recipe.FlipAverage);
        Matrix rows = predictor.Embed(photos.Pixels);
        Tensor embeddings = rows.ToTensor(); // [N, D]
        double loss = nn.functional.triplet_margin_loss(
            Rows(embeddings, triple => triple.Anchor), Rows(embeddings, triple => triple.Positive), Rows(embeddings, triple => triple.Negative),
            recipe.Margin).item<float>();
        var set = new EmbeddingSet(rows.Values, items);
        RetrievalScores search = RetrievalMetrics.Of(set, set, photos.Classes);
        double value = recipe.Score == SiameseScore.Loss ? -loss : search.MeanAveragePrecision;
        return new StageScore(value, new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["loss"] = loss,
            ["top1"] = search.Top1,
            ["top5"] = search.Top5,
            ["map"] = search.MeanAveragePrecision,
        });
    }

    private Tensor Rows(Tensor embeddings, Func<Triplet, int> row) =>
        embeddings.index_select(0, tensor(triplets.Select(triple => (long)row(triple)).ToArray()));
}
