namespace FashionNotebooks.Search;

/// <summary>How an index searches.</summary>
public enum IndexKind
{
    /// <summary>Chosen by the number of pictures.</summary>
    Auto,

    /// <summary>Every vector is compared: exact.</summary>
    Flat,

    /// <summary>Every vector is compared in 8 bits a value, the best of them exactly.</summary>
    Int8,

    /// <summary>A graph of near neighbours is walked towards the query.</summary>
    Hnsw,
}
