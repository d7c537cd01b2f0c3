using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FashionNotebooks.Web.Uploads;

/// <summary>Takes the photo out of a request: the body itself, or the first file of a form, whatever names the client gives.</summary>
internal sealed class UploadReader(ServerLimits limits, UploadBudget budget)
{
    private const string Cure = "send the bytes of a JPEG, PNG, WebP or BMP file as the body, or as a file of a multipart form";

    /// <summary>What a form may add to its photo.</summary>
    public const int FormBytes = 1 << 16;

    private long Limit => limits.Photo.MaxBytes;

    public static RequestException TooLarge(long limit) =>
        new(413, $"the picture has more than {limit / 1e6:0.#} MB; send a smaller one");

    /// <exception cref="RequestException">There is no photo, or too large a one.</exception>
    public async Task<Upload> Read(HttpRequest request)
    {
        CancellationToken cancellation = request.HttpContext.RequestAborted;
        bool form = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (request.ContentLength > Limit + (form ? FormBytes : 0))
            throw TooLarge(Limit);
        var upload = new Upload(budget, Limit);
        try
        {
            Stream body = form
                ? await FilePart(request.Body, HeaderUtilities.RemoveQuotes(type!.Boundary).Value, cancellation)
                : request.Body;
            await upload.Fill(body, cancellation);
            return upload.Bytes.IsEmpty ? throw new RequestException(400, $"the request holds no picture; {Cure}") : upload;
        }
        catch (Exception e)
        {
            upload.Dispose();
            // A chunk whose length is more than a number holds is an error of the connection to the server.
            if (e is InvalidDataException or (IOException and not BadHttpRequestException))
                throw new RequestException(400, $"the {(form ? "form" : "body")} is damaged or cut off; {Cure}", e);
            throw;
        }
    }

    private static async Task<Stream> FilePart(Stream body, string? boundary, CancellationToken cancellation)
    {
        if (boundary is not { Length: > 0 and <= 70 })
            throw new RequestException(400, "the form has no usable boundary");
        var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 16, HeadersLengthLimit = 4096 };
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                && disposition.IsFileDisposition())
                return section.Body;
        }
        throw new RequestException(400, $"the form holds no file; {Cure}");
    }
}
