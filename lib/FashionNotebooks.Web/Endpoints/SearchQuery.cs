using FashionNotebooks.Web.Serving;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>What a search asks for beside its picture.</summary>
internal sealed record SearchQuery(int K, string? Class, int? Except = null)
{
    /// <exception cref="RequestException">The number or the class cannot be.</exception>
    public void Check(CurrentFiles current, ServerLimits limits)
    {
        if (K < 1 || K > limits.Results)
            throw new RequestException(400, $"k is {K}; ask for 1 to {limits.Results} results");
        using ServedFiles files = current.Enter();
        if (Class is not null && !files.Catalogue.Classes.ContainsKey(Class))
            throw new RequestException(400, $"the catalogue has no such class; it has {string.Join(", ", files.Catalogue.Classes.Keys)}");
    }

    /// <summary>The nearest pictures.</summary>
    public Task<IReadOnlyList<CatalogueHit>> Run(Catalogue catalogue, float[] embedding, CancellationToken cancellation) =>
        catalogue.Nearest(embedding, K, Class, Except, cancellation);
}
