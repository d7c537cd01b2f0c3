using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace FashionNotebooks.Web.Endpoints;

/// <summary>How many photos one client address may send.</summary>
internal static class RateLimit
{
    public const string Name = "pictures";

    public static void Configure(RateLimiterOptions options, ServerLimits limits)
    {
        options.AddPolicy(Name, context => Partition(context.Connection.RemoteIpAddress ?? IPAddress.None, limits.PhotosPerSecond));
        options.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            string detail = $"more than {limits.PhotosPerSecond} pictures a second from one address; send them more slowly";
            await ErrorPages.Write(rejected.HttpContext, 429, detail);
        };
    }

    private static RateLimitPartition<IPAddress> Partition(IPAddress address, int perSecond) => perSecond == 0
        ? RateLimitPartition.GetNoLimiter(address)
        : RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
