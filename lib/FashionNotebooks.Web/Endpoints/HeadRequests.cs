namespace FashionNotebooks.Web.Endpoints;

/// <summary>HEAD is answered as GET; the server leaves the body away.</summary>
internal static class HeadRequests
{
    public static Task AsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
