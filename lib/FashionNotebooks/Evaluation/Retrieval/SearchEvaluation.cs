namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>A trained encoder on photos: to the figures of <see cref="RetrievalMetrics"/>.</summary>
public static class SearchEvaluation
{
    /// <summary>Searches with every query in the catalogue.</summary>
    /// <param name="excludeSameSender">Adds the figures without the query's contributor.</param>
    public static RetrievalReport Of(
        TrainedModel model, PhotoSet queries, PhotoSet catalogue, bool excludeSameSender = false, long seed = 0, int threads = 2,
        CancellationToken cancellation = default)
    {
        EmbeddingSet searched = Embeddings(model, catalogue, cancellation);
        EmbeddingSet asked = ReferenceEquals(queries, catalogue) ? searched : Embeddings(model, queries, cancellation);
        return RetrievalMetrics.Of(asked, searched, catalogue.Classes, excludeSameSender, (int)seed, threads, cancellation);
    }

    /// <summary>Embeds photos and notes what the protocol needs of them: class, file, bytes, contributor.</summary>
    public static EmbeddingSet Embeddings(TrainedModel model, PhotoSet photos, CancellationToken cancellation = default) =>
        new(model.Predictor.Embed(photos.Pixels, cancellation).Values, Photos(photos));

    /// <summary>The photos as the retrieval protocol sees them; those without a label are of the class "".</summary>
    public static IReadOnlyList<CataloguePhoto> Photos(PhotoSet photos) => [.. photos.Items.Select(photo => new CataloguePhoto(
        photo.Path, photo.Label < 0 ? "" : photos.Classes[photo.Label], DataFingerprint.OfFile(photo.Path), photo.Sender))];
}
