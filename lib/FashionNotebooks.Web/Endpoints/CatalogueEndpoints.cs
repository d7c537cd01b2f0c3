using System.ComponentModel;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>What can be asked about a photo of the catalogue. A request names it by number; its path comes from the index.</summary>
internal static class CatalogueEndpoints
{
    private const int SmallestSide = 16, LargestSide = 1024, Quality = 85;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/similar/{id:int}", Similar).WithSummary("The pictures of the catalogue that look most like one of them")
            .RequireRateLimiting(RateLimit.Name).Produces<SearchAnswer>().WithProblems(400, 404, 410, 429, 503, 504);
        routes.MapGet("/api/items", Named).WithSummary("The picture of the catalogue that has a name")
            .Produces<CatalogueItem>().WithProblems(400, 404, 503, 504);
        routes.MapGet("/api/items/{id:int}", Item).WithSummary("A picture of the catalogue by its number")
            .Produces<CatalogueItem>().WithProblems(400, 404, 410, 503, 504);
        routes.MapGet("/api/items/{id:int}/image", Image).WithSummary("A picture of the catalogue, upright, as JPEG")
            .Produces(200, contentType: "image/jpeg").WithProblems(400, 404, 410, 503, 504);
    }

    private static async Task<SearchAnswer> Similar(
        int id, HttpContext context, CurrentFiles current, ServerLimits limits,
        [Description("How many results")] int k = 5,
        [Description("Only results of this class")] string? @class = null,
        [Description("The version of the index that the id is from")] string? index = null,
        [Description(SearchQuery.ByMeaning)] string? by = null)
    {
        SearchQuery query = new(k, @class, by, Except: id);
        query.Check(current, limits);
        using ServedFiles files = current.Enter();
        Require(files.Catalogue, id, index);
        float[] embedding = await files.Catalogue.Embedding(id, context.RequestAborted);
        return SearchAnswer.Of(files.Catalogue, await files.Catalogue.Nearest(query, embedding, null, context.RequestAborted));
    }

    private static CatalogueItem Named(CurrentFiles current, [Description("As a result says it")] string name)
    {
        using ServedFiles files = current.Enter();
        int id = files.Catalogue.Find(name) ?? throw new RequestException(404, "the catalogue has no picture of that name any more");
        return CatalogueItem.Of(files.Catalogue, id);
    }

    private static CatalogueItem Item(
        int id, CurrentFiles current, [Description("The version of the index that the id is from")] string? index = null)
    {
        using ServedFiles files = current.Enter();
        Require(files.Catalogue, id, index);
        return CatalogueItem.Of(files.Catalogue, id);
    }

    private static async Task<IResult> Image(
        int id, HttpContext context, CurrentFiles current, UploadDecoder decoder,
        [Description("The longer side in pixels, at most")] int size = 320,
        [Description("The version of the index that the id is from")] string? index = null)
    {
        if (size is < SmallestSide or > LargestSide)
            throw new RequestException(400, $"size is {size}; ask for {SmallestSide} to {LargestSide} pixels");
        using ServedFiles files = current.Enter();
        Require(files.Catalogue, id, index);
        string file = files.Catalogue.File(id) ?? throw Gone();
        byte[] jpeg = await decoder.Run(() => Draw(file, size), context.RequestAborted);
        // With a version in its address a photo never changes.
        context.Response.Headers.CacheControl = index is null ? "no-cache" : "private, max-age=86400, immutable";
        return Results.Bytes(jpeg, "image/jpeg");
    }

    private static void Require(Catalogue catalogue, int id, string? version)
    {
        if (version is not null && version != catalogue.Version)
            throw new RequestException(410, "the index has been replaced since this id was given out; search again");
        if (!catalogue.Holds(id))
            throw new RequestException(404, $"the catalogue has no picture {id}");
    }

    // Decoded and written anew: nothing but pixels leaves the machine, whatever the file has become.
    private static byte[] Draw(string file, int size)
    {
        try
        {
            return Photo.ReadWithin(file, size).EncodeJpeg(Quality);
        }
        catch (InputException e)
        {
            throw Gone(e);
        }
    }

    private static RequestException Gone(Exception? inner = null) =>
        new(404, "the file of this picture cannot be read any more; build the index again", inner);
}
