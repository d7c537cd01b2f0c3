using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search;

namespace FashionNotebooks.Evaluation;

/// <summary>A trained encoder on photos: from pictures to the figures of <see cref="RetrievalMetrics"/>.</summary>
public static class SearchEvaluation
{
    /// <summary>Searches with every query in the catalogue.</summary>
    /// <param name="model">A Siamese encoder, or a classifier whose features then are the embeddings.</param>
    /// <param name="queries">Pictures to search with.</param>
    /// <param name="catalogue">Pictures to search in; may be the same set.</param>
    /// <param name="excludeSameSender">Adds the figures without the query's contributor.</param>
    /// <param name="seed">Seed of the intervals.</param>
    /// <param name="threads">Threads to rank with.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static RetrievalReport Of(
        TrainedModel model, PhotoSet queries, PhotoSet catalogue, bool excludeSameSender = false, long seed = 0, int threads = 2, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        EmbeddingSet searched = Embeddings(model, catalogue, cancellation);
        EmbeddingSet asked = ReferenceEquals(queries, catalogue) ? searched : Embeddings(model, queries, cancellation);
        return RetrievalMetrics.Of(asked, searched, catalogue.Classes, excludeSameSender, (int)seed, threads, cancellation);
    }

    /// <summary>Embeds photos and notes what the protocol needs of them: file, bytes, contributor.</summary>
    public static EmbeddingSet Embeddings(TrainedModel model, PhotoSet photos, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(photos);
        return new EmbeddingSet(model.Predictor.Embed(photos.Pixels, cancellation).Values, Items(photos));
    }

    /// <summary>The pictures as the retrieval protocol sees them.</summary>
    public static IReadOnlyList<IndexItem> Items(PhotoSet photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        return [.. photos.Items.Select(item => new IndexItem(
            item.Path, item.Label < 0 ? "" : photos.Classes[item.Label], DataFingerprint.OfFile(item.Path), item.Sender))];
    }
}
