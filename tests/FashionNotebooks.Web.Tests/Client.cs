using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FashionNotebooks.Web.Tests;

/// <summary>A real server on a free port and a client for it.</summary>
internal sealed class Client : IAsyncDisposable
{
    private Client(FashionServer server)
    {
        Server = server;
        Http = new HttpClient { BaseAddress = new Uri(server.Addresses[0]), Timeout = TimeSpan.FromMinutes(2) };
    }

    public FashionServer Server { get; }

    public HttpClient Http { get; }

    public static async Task<Client> Start(ServerOptions options) => new(await FashionServer.StartAsync(options));

    /// <summary>The JSON of an answer that must have succeeded.</summary>
    public static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Holds an error against the contract: its status, problem+json, one line, nothing of our insides.</summary>
    public static async Task Problem(HttpResponseMessage answer, int status, params string[] words)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        foreach (string word in words)
            Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    public async Task<JsonElement> Get(string address) => await Json(await Http.GetAsync(address));

    public async Task<JsonElement> Post(string address, string file) => await Json(await Send(address, await File.ReadAllBytesAsync(file)));

    /// <summary>Sends bytes as the body.</summary>
    public async Task<HttpResponseMessage> Send(string address, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await Http.PostAsync(address, content);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
