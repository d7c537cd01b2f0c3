using System.Net;

namespace FashionNotebooks.Web.Tests.Endpoints;

/// <summary>What clients of any HTTP server count on.</summary>
[Collection(ShopCollection.Name)]
public sealed class ConventionTests(Shop shop)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/api/info")]
    [InlineData("/api/items/0/image?size=32")]
    public async Task Head_is_answered_as_get_without_a_body(string address)
    {
        Client client = await shop.Shared();
        using HttpResponseMessage get = await client.Http.GetAsync(address);
        using HttpResponseMessage head = await client.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/page.css", "text/css; charset=utf-8")]
    [InlineData("/page.js", "text/javascript; charset=utf-8")]
    [InlineData("/elements.js", "text/javascript; charset=utf-8")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task A_file_of_the_page_says_what_it_is(string address, string type)
    {
        Client client = await shop.Shared();
        using HttpResponseMessage answer = await client.Http.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, $"{answer.Content.Headers.ContentType}"));
    }

    // A browser passes over a declaration that it cannot read, and says nothing.
    [Fact]
    public async Task No_declaration_of_the_style_sheet_is_cut_in_two()
    {
        Client client = await shop.Shared();
        Assert.DoesNotMatch(@"[\w-]+-\s*\n", await client.Http.GetStringAsync("/page.css"));
    }

    [Fact]
    public async Task Other_sites_may_ask_only_where_they_are_allowed()
    {
        const string shopOrigin = "https://shop.example";
        await using Client closed = await Client.Start(shop.Options),
            open = await Client.Start(shop.Options with { AllowedOrigins = [shopOrigin] });
        Assert.Null(await Allowed(closed, shopOrigin));
        Assert.Equal(shopOrigin, await Allowed(open, shopOrigin));
        Assert.Null(await Allowed(open, "https://other.example"));
        using var before = new HttpRequestMessage(HttpMethod.Options, "/api/search");
        before.Headers.Add("Origin", shopOrigin);
        before.Headers.Add("Access-Control-Request-Method", "POST");
        using HttpResponseMessage answer = await open.Http.SendAsync(before);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("POST", answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<InputException>(() =>
            FashionServer.StartAsync(shop.Options with { AllowedOrigins = ["shop.example/page"] }));
        Assert.Contains("shop.example/page", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "nothing at this address")]
    [InlineData("GET", "/api/search", 405, "does not take GET")]
    [InlineData("DELETE", "/api/info", 405, "does not take DELETE")]
    [InlineData("GET", "/api/similar/0?k=many", 400, "malformed")]
    public async Task Every_refusal_says_why_in_our_words(string method, string address, int status, string says)
    {
        Client client = await shop.Shared();
        await Client.Problem(await client.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), address)), status, says);
    }

    [Fact]
    public async Task A_body_that_is_too_slow_or_too_long_is_refused_in_our_words()
    {
        await using Client client = await Client.Start(shop.Options with
        {
            Limits = new()
            {
                SlowTime = TimeSpan.FromSeconds(1.1),
                BytesPerSecond = 100_000
            }
        });
        string slow = await RawRequest.Status(client,
            "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n");
        Assert.StartsWith("HTTP/1.1 408 ", slow, StringComparison.Ordinal);
        Assert.Contains("bytes a second", slow, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_field_of_a_form_is_as_none()
    {
        Client client = await shop.Shared();
        Assert.Equal(5, (await client.Post("/api/search?class=", shop.Queries[0])).GetProperty("results").GetArrayLength());
        Assert.Equal(5, (await client.Get("/api/similar/0?class=")).GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Refusals_are_counted_by_reason()
    {
        await using Client client = await Client.Start(shop.Options);
        await client.Http.GetAsync("/nowhere");
        await client.Send("/api/classify", "no photo at all"u8.ToArray());
        string huge = Path.Combine(AppContext.BaseDirectory, "Fixtures", "images", "declares_100000.png");
        await client.Send("/api/classify", await File.ReadAllBytesAsync(huge));
        string[] lines = (await client.Http.GetStringAsync("/metrics")).Split('\n');
        foreach (string reason in (string[])["not_found", "no_photo", "too_large"])
            Assert.Contains($"fashion_refused_total{{reason=\"{reason}\"}} 1", lines);
    }

    private static async Task<string?> Allowed(Client client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/info");
        request.Headers.Add("Origin", origin);
        using HttpResponseMessage answer = await client.Http.SendAsync(request);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }
}
