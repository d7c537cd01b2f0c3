namespace FashionNotebooks.Web.Endpoints;

/// <summary>The class of a photo.</summary>
/// <param name="Class">The most probable class.</param>
/// <param name="Classes">All classes.</param>
/// <param name="Probabilities">In the order of the classes; they sum to 1.</param>
internal sealed record Classification(string Class, IReadOnlyList<string> Classes, float[] Probabilities)
{
    public static Classification? Of(ServedModel model, PhotoReading reading) =>
        model.Classes is { } classes && reading.Probabilities is { } p ? new(classes[Array.IndexOf(p, p.Max())], classes, p) : null;
}

/// <summary>A photo of the catalogue that was found.</summary>
/// <param name="Id">Its number in this version of the index.</param>
/// <param name="Name">Its place below the catalogue's folder.</param>
/// <param name="Class">Its class.</param>
/// <param name="Distance">From the query, in the index's metric.</param>
/// <param name="Image">Where the photo is.</param>
/// <param name="Why">How alike it is in each aspect, 0 to 1, if the search says by what and the index knows looks.</param>
internal sealed record FoundItem(int Id, string Name, string Class, double Distance, string Image, AspectLikeness? Why);

/// <summary>A photo of the catalogue.</summary>
/// <param name="Index">The version of the index, to which the id belongs.</param>
/// <param name="Id">Its number in that version.</param>
/// <param name="Name">Its place below the catalogue's folder, which stays when the index is built again.</param>
/// <param name="Class">Its class.</param>
/// <param name="Image">Where the photo is.</param>
internal sealed record CatalogueItem(string Index, int Id, string Name, string Class, string Image)
{
    public static CatalogueItem Of(Catalogue catalogue, int id) =>
        new(catalogue.Version, id, catalogue.Name(id), catalogue.Photo(id).Class, catalogue.ImageAddress(id));
}

/// <summary>The nearest photos of the catalogue.</summary>
/// <param name="Index">The version of the index, to which the ids belong.</param>
/// <param name="Results">Nearest first.</param>
/// <param name="Classification">The query's class, if it was asked for and the model has classes.</param>
internal sealed record SearchAnswer(string Index, IReadOnlyList<FoundItem> Results, Classification? Classification)
{
    public static SearchAnswer Of(Catalogue catalogue, IEnumerable<CatalogueHit> hits, Classification? classification = null) =>
        new(catalogue.Version, [.. hits.Select(hit => Item(catalogue, hit))], classification);

    private static FoundItem Item(Catalogue catalogue, CatalogueHit hit) => new(
        hit.Id, catalogue.Name(hit.Id), catalogue.Photo(hit.Id).Class, hit.Distance, catalogue.ImageAddress(hit.Id), hit.Why);
}

/// <summary>What is served.</summary>
/// <param name="Classes">Classes of the model; null if it is an encoder.</param>
/// <param name="Count">Photos in the catalogue.</param>
/// <param name="Catalogue">Photos of each class in the catalogue.</param>
/// <param name="Kind">How the index searches.</param>
/// <param name="Metric">How distances are measured.</param>
/// <param name="Index">The version of the index.</param>
/// <param name="MaxResults">The largest k.</param>
/// <param name="By">What a search may go by, and the weights of class, look, colour and pattern that each word means.</param>
internal sealed record ServerInfo(
    IReadOnlyList<string>? Classes, int Count, IReadOnlyDictionary<string, int> Catalogue,
    string Kind, string Metric, string Index, int MaxResults, IReadOnlyDictionary<string, double[]> By);
