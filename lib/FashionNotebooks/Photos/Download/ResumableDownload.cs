using System.Net;
using System.Net.Http.Headers;

namespace FashionNotebooks.Photos.Download;

/// <summary>How far a download, a check or an extraction is.</summary>
/// <param name="Step">What is being done, in two or three words.</param>
/// <param name="Done">Bytes or files so far.</param>
/// <param name="Total">Bytes or files in all, when known.</param>
public readonly record struct DownloadProgress(string Step, long Done, long? Total);

/// <summary>
/// Fetches one file over HTTP. What arrived stays in <c>FILE.part</c>, so a cut connection or a stopped program goes on where it was (RFC
/// 9110, range requests), unless the file on the server has changed.
/// </summary>
public sealed class ResumableDownload(HttpClient client, TimeSpan? pause = null)
{
    private const int Retries = 5;
    private static readonly TimeSpan silence = TimeSpan.FromSeconds(60);
    private readonly TimeSpan pause = pause ?? TimeSpan.FromSeconds(1);

    /// <summary>
    /// Fetches <paramref name="source"/> into <paramref name="path"/>; an existing file is replaced when all has arrived.
    /// </summary>
    /// <exception cref="InputException">The server refuses, or the connection fails again and again.</exception>
    public async Task FetchAsync(Uri source, string path, IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        string part = path + ".part";
        for (int failures = 0; ;)
        {
            long before = LengthOf(part);
            try
            {
                await AppendAsync(source, part, progress, cancellation).ConfigureAwait(false);
                File.Move(part, path, overwrite: true);
                File.Delete(part + ".etag");
                return;
            }
            catch (Exception e) when (IsPassing(e, cancellation))
            {
                failures = LengthOf(part) > before ? 1 : failures + 1;
                if (failures > Retries)
                    throw new InputException(
                        $"cannot download {source}: {e.Message.TrimEnd('.')}; try again to go on, or give a local copy", e);
                progress?.Report(new("the connection fails, trying again", failures, Retries));
                await Task.Delay(pause * (1 << failures - 1), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task AppendAsync(Uri source, string part, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        long have = LengthOf(part);
        using var request = new HttpRequestMessage(HttpMethod.Get, source);
        if (have > 0)
            AskForRest(request, part, have);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            .ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == have)
            return;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            File.Delete(part);
        if ((int)response.StatusCode is >= 400 and < 500 and not (408 or 416 or 429))
            throw new InputException($"the server has no {source} ({(int)response.StatusCode} {response.ReasonPhrase}); check the address");
        response.EnsureSuccessStatusCode();
        bool rest = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !rest)
            throw new IOException("the server sent another part than was asked for");
        if (response.Headers.ETag is { IsWeak: false } tag)
            await File.WriteAllTextAsync(part + ".etag", tag.ToString(), cancellation).ConfigureAwait(false);
        await CopyAsync(response, part, rest ? have : 0, progress, cancellation).ConfigureAwait(false);
    }

    // With the tag the server sends the whole file again when it has changed.
    private static void AskForRest(HttpRequestMessage request, string part, long have)
    {
        request.Headers.Range = new RangeHeaderValue(have, null);
        if (File.Exists(part + ".etag") && EntityTagHeaderValue.TryParse(File.ReadAllText(part + ".etag"), out EntityTagHeaderValue? tag))
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
    }

    private static async Task CopyAsync(HttpResponseMessage response, string part, long from, IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        long? total = response.Content.Headers.ContentLength + from;
        if (total > Limits.ArchiveBytes)
            throw new InputException($"the file has {total} bytes, which is more than the data can have; check the address");
        using var file = new FileStream(part, from == 0 ? FileMode.Create : FileMode.Open, FileAccess.Write);
        file.Position = from;
        using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        while (await ReadAsync(body, buffer, cancellation).ConfigureAwait(false) is > 0 and int n)
        {
            await file.WriteAsync(buffer.AsMemory(0, n), cancellation).ConfigureAwait(false);
            progress?.Report(new("download", file.Position, total));
            if (file.Position > Limits.ArchiveBytes)
                throw new InputException("the file never ends; check the address");
        }
        if (total is not null && file.Position != total)
            throw new IOException($"the connection ended after {file.Position} of {total} bytes");
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(silence);
        return await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
    }

    // Failures of the connection may pass; a stop by the user does not.
    private static bool IsPassing(Exception e, CancellationToken cancellation) =>
        e is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested;

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
