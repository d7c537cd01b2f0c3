using System.ComponentModel;
using FashionNotebooks.Web.Inference;
using FashionNotebooks.Web.Serving;
using FashionNotebooks.Web.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>What can be asked with a picture: its class, and pictures like it.</summary>
internal static class PhotoEndpoints
{
    /// <summary>Names the explained class, percent-encoded.</summary>
    public const string ClassHeader = "Fashion-Class";

    // The bytes say what a picture is; the type that a client states, as curl's own for data, does not count.
    private static readonly string[] PictureTypes = ["image/jpeg", "image/png", "image/webp", "image/bmp", "*/*"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/classify", Classify), "The class of a picture").Produces<Classification>();
        Describe(routes.MapPost("/api/search", Search), "The pictures of the catalogue that look most like a picture").Produces<SearchAnswer>();
        Describe(routes.MapPost("/api/explain", Explain), $"The picture as PNG, with the places coloured that speak for a class; the header {ClassHeader} names it")
            .Produces(200, contentType: "image/png");
    }

    private static async Task<Classification> Classify(HttpRequest request, CurrentFiles current, UploadReader uploads, PhotoReader reader)
    {
        using (ServedFiles now = current.Enter())
            RequireClasses(now.Model);
        using Upload upload = await uploads.Read(request);
        using ServedFiles files = current.Enter();
        RequireClasses(files.Model);
        PhotoReading reading = await reader.Read(files.Model, upload, new PhotoWish(), request.HttpContext.RequestAborted);
        return Classification.Of(files.Model, reading)!;
    }

    private static async Task<SearchAnswer> Search(
        HttpRequest request, CurrentFiles current, UploadReader uploads, PhotoReader reader, ServerLimits limits,
        [Description("How many results")] int k = 5,
        [Description("Only results of this class")] string? @class = null,
        [Description("Also say which class the picture shows")] bool classify = false)
    {
        SearchQuery query = new(k, @class);
        query.Check(current, limits);
        using Upload upload = await uploads.Read(request);
        using ServedFiles files = current.Enter();
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        PhotoReading reading = await reader.Read(files.Encoder, upload, new PhotoWish(Embed: true), cancellation);
        Classification? classification = !classify ? null
            : Classification.Of(files.Model, files.Model == files.Encoder ? reading : await reader.Read(files.Model, upload, new PhotoWish(), cancellation));
        return SearchAnswer.Of(files.Catalogue, await query.Run(files.Catalogue, reading.Embedding!, cancellation), classification);
    }

    private static async Task<IResult> Explain(
        HttpRequest request, CurrentFiles current, UploadReader uploads, PhotoReader reader, ExplanationPainter painter,
        [Description("The class to explain; without it the most probable one")] string? @class = null)
    {
        using (ServedFiles now = current.Enter())
            LabelOf(now.Model, @class);
        using Upload upload = await uploads.Read(request);
        using ServedFiles files = current.Enter();
        int? label = LabelOf(files.Model, @class);
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        PhotoReading reading = await reader.Read(files.Model, upload, new PhotoWish(Why: true, Class: label), cancellation);
        byte[] png = await painter.Paint(upload, files.Model.Preprocessing, reading.Why!, cancellation);
        request.HttpContext.Response.Headers[ClassHeader] = Uri.EscapeDataString(@class ?? Classification.Of(files.Model, reading)!.Class);
        return Results.Bytes(png, "image/png");
    }

    private static int? LabelOf(ServedModel model, string? name)
    {
        RequireClasses(model);
        return name is null ? null
            : model.Classes!.ToList().IndexOf(name) is >= 0 and int label ? label
            : throw new RequestException(400, $"the model has no such class; it has {string.Join(", ", model.Classes!)}");
    }

    private static void RequireClasses(ServedModel model)
    {
        if (model.Classes is null)
            throw new RequestException(409, "the server's model is an encoder and knows no classes; start the server with a classifier's file");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string summary) => endpoint
        .WithSummary(summary)
        .Accepts<IFormFile>("multipart/form-data", PictureTypes)
        .RequireRateLimiting(RateLimit.Name)
        .WithProblems(400, 408, 409, 413, 415, 422, 429, 503, 504);
}
