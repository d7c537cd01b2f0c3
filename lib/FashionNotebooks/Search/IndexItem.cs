using System.Text.Json.Serialization;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Search;

/// <summary>A picture of the catalogue.</summary>
/// <param name="Path">Its file; each path is in an index once.</param>
/// <param name="Class">Its class name.</param>
/// <param name="Sha256">Hash of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Sender">Who took it; null when unknown.</param>
public sealed record IndexItem(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("sha256")] string Sha256 = "",
    [property: JsonPropertyName("sender")] string? Sender = null)
{
    /// <summary>A picture file, with its folder's name as class: one that is no class of the model still tells more than nothing.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static IndexItem Of(PhotoFile item)
    {
        ArgumentNullException.ThrowIfNull(item);
        string folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(item.Path)) ?? "";
        return new IndexItem(item.Path, folder, DataFingerprint.OfFile(item.Path), item.Sender);
    }
}

/// <summary>Which pictures a search may find; what is null does not count. A database applies classes and senders itself.</summary>
public sealed record ItemFilter
{
    /// <summary>The picture's class is one of these.</summary>
    public IReadOnlyCollection<string>? Classes { get; init; }

    /// <summary>Who took the picture is one of these.</summary>
    public IReadOnlyCollection<string>? Senders { get; init; }

    /// <summary>Anything else, in code; called from several threads at once.</summary>
    public Predicate<IndexItem>? Where { get; init; }

    internal bool All => Classes is null && Senders is null && Where is null;

    /// <summary>Whether a picture may be found.</summary>
    public bool Accepts(IndexItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Classes?.Contains(item.Class) != false
            && (Senders is null || (item.Sender is { } sender && Senders.Contains(sender)))
            && Where?.Invoke(item) != false;
    }
}
