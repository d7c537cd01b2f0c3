using System.Diagnostics;
using System.Text.Json;

namespace FashionNotebooks.Web.Tests;

/// <summary>A person in front of the page, in a real browser.</summary>
[Collection(ShopCollection.Name)]
public sealed class PageTests(Shop shop)
{
    [BrowserFact]
    public async Task A_person_searches_filters_goes_on_and_errs()
    {
        await using Client client = await Client.Start(shop.Options);
        string noPicture = shop.At("notes.jpg");
        await File.WriteAllTextAsync(noPicture, "no picture");
        JsonElement expected = await client.Post("/api/search?k=12&classify=true", shop.Queries[0]);

        JsonElement seen = await Browse(client.Server.Addresses[0], shop.Queries[0], noPicture,
            Environment.GetEnvironmentVariable("FASHION_SCREENSHOTS") ?? shop.At("screens"));
        string likely = expected.GetProperty("classification").GetProperty("class").GetString()!;
        Assert.Equal(Classes(expected.GetProperty("results")), Classes(seen.GetProperty("first")));
        Assert.Contains(likely, seen.GetProperty("bars")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(9, seen.GetProperty("bars").GetArrayLength());
        Assert.Contains("12 pictures", seen.GetProperty("status").GetString(), StringComparison.Ordinal);
        Assert.Empty(seen.GetProperty("unlabelled").EnumerateArray());
        Assert.Equal(("true", "why"),
            (seen.GetProperty("why").GetProperty("pressed").GetString(), seen.GetProperty("why").GetProperty("focus").GetString()));
        Assert.Contains($"speak for {likely}", seen.GetProperty("why").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(likely, seen.GetProperty("why").GetProperty("alt").GetString(), StringComparison.Ordinal);
        Assert.Equal(("false", "", "Your picture"), (seen.GetProperty("without").GetProperty("pressed").GetString(),
            seen.GetProperty("without").GetProperty("reason").GetString(), seen.GetProperty("without").GetProperty("alt").GetString()));
        Assert.Equal(["file", "why", "filter", "count"], seen.GetProperty("tabs").EnumerateArray().Select(name => name.GetString()));
        Assert.All(Classes(seen.GetProperty("filtered")), name => Assert.Equal(seen.GetProperty("filter").GetString(), name));
        Assert.StartsWith("More like this", seen.GetProperty("more").GetString(), StringComparison.Ordinal);
        Assert.Equal("found-title", seen.GetProperty("focus").GetString());
        Assert.NotEqual(seen.GetProperty("first").GetRawText(), seen.GetProperty("similar").GetRawText());
        Assert.Equal(seen.GetProperty("first").GetRawText(), seen.GetProperty("back").GetRawText());
        Assert.Equal(12, seen.GetProperty("pasted").GetArrayLength());
        Assert.Equal(0, seen.GetProperty("overflow").GetInt32());
        Assert.True(seen.GetProperty("camera").GetBoolean());
        Assert.Contains("It is not a picture", seen.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, seen.GetProperty("left").GetInt32());
        Assert.Empty(seen.GetProperty("outside").EnumerateArray());
        Assert.Empty(seen.GetProperty("console").EnumerateArray().Select(line => line.GetString()));
    }

    private static string?[] Classes(JsonElement found) =>
        [.. found.EnumerateArray().Select(item => item.GetProperty("class").GetString())];

    private static async Task<JsonElement> Browse(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "browser", "page.py"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await output + await errors);
        return JsonDocument.Parse(await output).RootElement;
    }
}
