namespace FashionNotebooks.Search;

/// <summary>Which pictures a search may find, said in data and not in code, so that a database can apply it. What is null does not count.</summary>
public sealed record ItemFilter
{
    /// <summary>The picture's class is one of these.</summary>
    public IReadOnlyCollection<string>? Classes { get; init; }

    /// <summary>Who took the picture is one of these.</summary>
    public IReadOnlyCollection<string>? Senders { get; init; }

    internal bool All => Classes is null && Senders is null;

    /// <summary>Whether a picture may be found.</summary>
    public bool Accepts(IndexItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Classes?.Contains(item.Class) != false && (Senders is null || (item.Sender is { } sender && Senders.Contains(sender)));
    }
}
