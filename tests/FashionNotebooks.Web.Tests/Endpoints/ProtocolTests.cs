using System.Text.Json;

namespace FashionNotebooks.Web.Tests.Endpoints;

/// <summary>What stands around the answers: state, description, headers, names that lead nowhere.</summary>
[Collection(ShopCollection.Name)]
public sealed class ProtocolTests(Shop shop)
{
    [Fact]
    public async Task It_says_what_it_serves()
    {
        Client client = await shop.Shared();
        Assert.Equal("ok", (await client.Get("/health")).GetProperty("status").GetString());
        JsonElement info = await client.Get("/api/info");
        Assert.Equal(54, info.GetProperty("count").GetInt32());
        Assert.Equal(6, info.GetProperty("catalogue").GetProperty("hat").GetInt32());
        Assert.Equal("flat", info.GetProperty("kind").GetString());
        Assert.Equal(9, info.GetProperty("classes").GetArrayLength());
    }

    [Fact]
    public async Task The_description_names_every_endpoint()
    {
        Client client = await shop.Shared();
        JsonElement document = await client.Get("/openapi");
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        JsonElement paths = document.GetProperty("paths");
        foreach (string path in (string[])["/api/classify", "/api/search", "/api/explain", "/api/similar/{id}", "/api/items/{id}/image",
            "/api/info", "/health", "/metrics", "/admin/reload"])
            Assert.True(paths.TryGetProperty(path, out _), path);
        JsonElement classify = paths.GetProperty("/api/classify").GetProperty("post");
        Assert.True(classify.GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        Assert.True(classify.GetProperty("responses").TryGetProperty("413", out _));
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_status()
    {
        await using Client client = await Client.Start(shop.Options);
        await client.Post("/api/classify", shop.Queries[0]);
        await client.Http.GetAsync("/nowhere/1");
        await client.Http.GetAsync("/nowhere/2");
        string[] lines = (await client.Http.GetStringAsync("/metrics")).Split('\n');
        Assert.Contains("fashion_requests_total{route=\"/api/classify\",status=\"200\"} 1", lines);
        Assert.Contains("fashion_requests_total{route=\"other\",status=\"404\"} 2", lines);
        Assert.Contains("fashion_batch_pictures_sum 1", lines);
        Assert.Contains("fashion_request_seconds_bucket{route=\"/api/classify\",le=\"+Inf\"} 1", lines);
        Assert.All(lines.Where(line => line.Length > 0 && line[0] != '#'), line =>
            Assert.Matches(@"^[a-z_]+(\{[^}]*\})? [0-9.E+-]+$", line));
    }

    [Theory]
    [InlineData("/api/items/..%2f..%2fetc%2fpasswd/image", 404)]
    [InlineData("/api/items/../../etc/passwd", 404)]
    [InlineData("/api/items/-1/image", 404)]
    [InlineData("/api/items/99999999999999999999/image", 404)]
    [InlineData("/api/items/54/image", 404)]
    [InlineData("/api/items/1e1/image", 404)]
    [InlineData("/api/items/0/image?size=99999", 400)]
    [InlineData("/api/items/0/image?size=/etc/passwd", 400)]
    [InlineData("/api/items/0/image?index=../../etc", 410)]
    [InlineData("/api/similar/54", 404)]
    [InlineData("/api/similar/0?k=0", 400)]
    [InlineData("/api/similar/0?k=101", 400)]
    [InlineData("/api/similar/0?k=many", 400)]
    [InlineData("/page.js/../../x", 404)]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("/api/classify", 405)]
    public async Task Names_lead_nowhere_else(string address, int status)
    {
        Client client = await shop.Shared();
        string answer = await RawRequest.Status(client, $"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zero_byte_in_an_address_is_refused()
    {
        Client client = await shop.Shared();
        string answer = await RawRequest.Status(
            client, "GET /api/items/0%00/image HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_became_a_link_out_of_the_catalogue_is_gone()
    {
        string folder = Directory.CreateDirectory(shop.At("links")).FullName, index = shop.At("links.index");
        string first = Path.Combine(folder, "a.jpg"), second = Path.Combine(folder, "b.jpg");
        File.Copy(shop.Queries[0], first, overwrite: true);
        File.Copy(shop.Queries[1], second, overwrite: true);
        using (var engine = FashionNotebooks.Search.VisualSearchEngine.Load(shop.Classifier))
            engine.Embed(folder).Save(index);
        await using Client client = await Client.Start(shop.Options with { Index = index });
        File.Delete(first);
        File.CreateSymbolicLink(first, shop.Queries[2]);
        await Client.Problem(await client.Http.GetAsync("/api/items/0/image"), 404, "build the index again");
        File.WriteAllText(second, "no picture any more");
        await Client.Problem(await client.Http.GetAsync("/api/items/1/image"), 404, "build the index again");
    }

    [Fact]
    public async Task Other_sites_stay_out()
    {
        Client client = await shop.Shared();
        using HttpResponseMessage page = await client.Http.GetAsync("/");
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors http://localhost:* http://127.0.0.1:* vscode-webview:", policy,
            StringComparison.Ordinal); // notebooks alone
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "evil.example" } };
        await Client.Problem(await client.Http.SendAsync(rebound), 421, "localhost");
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/admin/reload");
        foreign.Headers.Add("Origin", "https://evil.example");
        await Client.Problem(await client.Http.SendAsync(foreign), 403, "this machine");
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:1")]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("nonsense")]
    [InlineData(";")]
    [InlineData("http://203.0.113.7:8080")]
    public async Task An_address_that_cannot_be_listened_on_is_one_line(string urls)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => FashionServer.StartAsync(shop.Options with { Urls = urls }));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line()
    {
        Client client = await shop.Shared();
        var error = await Assert.ThrowsAsync<InputException>(() =>
            FashionServer.StartAsync(shop.Options with { Urls = client.Server.Addresses[0] }));
        Assert.Contains("another address", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1;http://localhost:2;http://[::1]:3", true)]
    [InlineData("http://127.0.0.1:1;http://0.0.0.0:2", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://192.168.1.5:80", false)]
    public void Loopback_is_told_from_the_rest(string urls, bool loopback) => Assert.Equal(loopback, ListenAddress.AllLoopback(urls));
}
