using System.ComponentModel;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>What can be asked with a photo: its class, and photos like it.</summary>
internal static class PhotoEndpoints
{
    /// <summary>Names the explained class, percent-encoded.</summary>
    public const string ClassHeader = "Fashion-Class";

    // The bytes say what a photo is; the type that a client states, as curl's own for data, does not count.
    private static readonly string[] Types = ["image/jpeg", "image/png", "image/webp", "image/bmp", "*/*"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/classify", Classify), "The class of a picture").Produces<Classification>();
        Describe(routes.MapPost("/api/search", Search), "The pictures of the catalogue that look most like a picture")
            .Produces<SearchAnswer>();
        Describe(
            routes.MapPost("/api/explain", Explain),
            $"The picture as PNG, with the places coloured that speak for a class; the header {ClassHeader} names it")
            .Produces(200, contentType: "image/png");
    }

    private static async Task<Classification> Classify(HttpRequest request, CurrentFiles current, UploadReader uploads, BatchingLoop loop)
    {
        using (ServedFiles now = current.Enter())
            now.Model.RequireClasses();
        using Upload upload = await uploads.Read(request);
        using ServedFiles files = current.Enter();
        files.Model.RequireClasses();
        PhotoReading reading = await loop.Read(files.Model, upload, new PhotoWish(), request.HttpContext.RequestAborted);
        return Classification.Of(files.Model, reading)!;
    }

    private static async Task<SearchAnswer> Search(
        HttpRequest request, CurrentFiles current, UploadReader uploads, BatchingLoop loop, ServerLimits limits,
        [Description("How many results")] int k = 5,
        [Description("Only results of this class")] string? @class = null,
        [Description("Also say which class the picture shows")] bool classify = false,
        [Description(SearchQuery.ByMeaning)] string? by = null)
    {
        SearchQuery query = new(k, @class, by);
        query.Check(current, limits);
        using Upload upload = await uploads.Read(request);
        using ServedFiles files = current.Enter();
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        PhotoWish wish = new(Embed: true, Looks: query.Likeness is not null && files.Catalogue.HasLooks);
        PhotoReading reading = await loop.Read(files.Encoder, upload, wish, cancellation), classified = reading;
        if (classify && files.Model != files.Encoder)
            classified = await loop.Read(files.Model, upload, new PhotoWish(), cancellation);
        IReadOnlyList<CatalogueHit> hits = await files.Catalogue.Nearest(query, reading.Embedding!, reading.Looks, cancellation);
        return SearchAnswer.Of(files.Catalogue, hits, classify ? Classification.Of(files.Model, classified) : null);
    }

    private static async Task<IResult> Explain(
        HttpRequest request, CurrentFiles current, UploadReader uploads, BatchingLoop loop, ExplanationPainter painter,
        [Description("The class to explain; without it the most probable one")] string? @class = null)
    {
        using (ServedFiles now = current.Enter())
            LabelOf(now.Model, @class);
        using Upload upload = await uploads.Read(request);
        using ServedFiles files = current.Enter();
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        PhotoWish wish = new(Why: true, Class: LabelOf(files.Model, @class));
        PhotoReading reading = await loop.Read(files.Model, upload, wish, cancellation);
        byte[] png = await painter.Paint(upload, files.Model.Preprocessing, reading.Why!, cancellation);
        string explained = @class is { Length: > 0 } ? @class : Classification.Of(files.Model, reading)!.Class;
        request.HttpContext.Response.Headers[ClassHeader] = Uri.EscapeDataString(explained);
        return Results.Bytes(png, "image/png");
    }

    private static int? LabelOf(ServedModel model, string? name)
    {
        IReadOnlyList<string> classes = model.RequireClasses();
        return string.IsNullOrEmpty(name) ? null // as a form sends an empty field
            : classes.ToList().IndexOf(name) is >= 0 and int label ? label
            : throw new RequestException(400, $"the model has no such class; it has {string.Join(", ", classes)}");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string summary) => endpoint
        .WithSummary(summary)
        .Accepts<IFormFile>("multipart/form-data", Types)
        .RequireRateLimiting(RateLimit.Name)
        .WithProblems(400, 408, 409, 413, 415, 422, 429, 503, 504);
}
