namespace FashionNotebooks.Search;

/// <summary>Recall against time for kinds of indexes over the same embeddings.</summary>
/// <param name="N">Embeddings.</param>
/// <param name="Dim">Values in an embedding.</param>
/// <param name="Queries">Queries, none of them in the index.</param>
/// <param name="Threads">Threads that searched.</param>
/// <param name="ReadMilliseconds">To read the bytes of all embeddings once and add them up, on one thread: no search that
/// compares all floats can be faster.</param>
/// <param name="Rows">The indexes.</param>
public sealed record IndexBenchmarkReport(int N, int Dim, int Queries, int Threads, double ReadMilliseconds, IReadOnlyList<IndexBenchmarkRow> Rows);
