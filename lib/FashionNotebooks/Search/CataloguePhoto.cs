namespace FashionNotebooks.Search;

/// <summary>A photo that is searched for or found.</summary>
/// <param name="Path">Its file: the same path is the same photo.</param>
/// <param name="Sha256">Hash of the file's bytes, lower-case hexadecimal: the same bytes are the same photo; empty when unknown.</param>
/// <param name="Sender">Who took it; null when unknown.</param>
public sealed record CataloguePhoto(
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("class")] string Class,
    [property: JsonPropertyName("sha256")] string Sha256 = "",
    [property: JsonPropertyName("sender")] string? Sender = null)
{
    /// <summary>A photo's file, with its folder's name as class: one that is no class of the model still tells more than nothing.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static CataloguePhoto Of(PhotoFile file)
    {
        string folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file.Path)) ?? "";
        return new CataloguePhoto(file.Path, folder, DataFingerprint.OfFile(file.Path), file.Sender);
    }
}

/// <summary>Which photos a search may find. What is null does not count.</summary>
public sealed record PhotoFilter
{
    /// <summary>The photo's class is one of these; a database looks among them itself.</summary>
    public IReadOnlyCollection<string>? Classes { get; init; }

    /// <summary>Who took the photo is one of these; a database looks among them itself.</summary>
    public IReadOnlyCollection<string>? Senders { get; init; }

    /// <summary>Anything else; it is asked from several threads at once.</summary>
    public Predicate<CataloguePhoto>? Where { get; init; }

    internal bool All => Classes is null && Senders is null && Where is null;

    /// <summary>Whether a photo may be found.</summary>
    public bool Accepts(CataloguePhoto photo) =>
        Classes?.Contains(photo.Class) != false
        && (Senders is null || (photo.Sender is { } sender && Senders.Contains(sender)))
        && Where?.Invoke(photo) != false;
}
