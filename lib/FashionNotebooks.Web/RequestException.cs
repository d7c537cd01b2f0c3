namespace FashionNotebooks.Web;

/// <summary>A request that cannot be answered, with the status and the one line for its sender.</summary>
internal sealed class RequestException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status => status;

    public static RequestException Busy() => new(503, "the server is busy; try again in a second");
}
