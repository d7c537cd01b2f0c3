namespace FashionNotebooks.Web.Uploads;

/// <summary>Memory that all uploads in progress share, so that many large bodies cannot take all of the machine's.</summary>
internal sealed class UploadBudget(long bytes)
{
    private long left = bytes;

    /// <exception cref="RequestException">The others hold it all.</exception>
    public void Take(long wanted)
    {
        if (Interlocked.Add(ref left, -wanted) >= 0)
            return;
        Give(wanted);
        throw RequestException.Busy();
    }

    public void Give(long taken) => Interlocked.Add(ref left, taken);
}
