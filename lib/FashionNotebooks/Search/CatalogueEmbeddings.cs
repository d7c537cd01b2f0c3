namespace FashionNotebooks.Search;

/// <summary>Pictures and their embeddings, before they become an index.</summary>
/// <param name="Values">Row-major [n, dimension].</param>
/// <param name="Items">The pictures, [n].</param>
/// <param name="Model">The checkpoint that made the embeddings.</param>
public sealed record CatalogueEmbeddings(float[] Values, IReadOnlyList<IndexItem> Items, IndexModel Model);
