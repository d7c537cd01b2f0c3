using System.Diagnostics;
using System.Text.Json;
using FashionNotebooks.Photos;
using FashionNotebooks.Search;
using SkiaSharp;

namespace FashionNotebooks.Web.Tests.Page;

/// <summary>A person in front of the page, in a real browser; what is shown is held against the server's answers.</summary>
[Collection(ShopCollection.Name)]
public sealed class PageTests(Shop shop)
{
    private static readonly string[] Words = ["class", "look", "colour", "pattern", "mix"];

    [BrowserFact]
    public async Task A_person_searches_filters_and_goes_on()
    {
        Client client = await shop.Shared();
        JsonElement expected = await client.Post("/api/search?k=12&classify=true&by=mix", shop.Queries[0]);
        string likely = expected.GetProperty("classification").GetProperty("class").GetString()!;

        JsonElement seen = await Visit("search", client, shop.Queries[0], shop.Queries[1]);
        Assert.Equal(8, seen.GetProperty("examples").GetArrayLength());
        AssertShown(expected, seen.GetProperty("first"));
        Assert.Contains(likely, seen.GetProperty("bars")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(9, seen.GetProperty("bars").GetArrayLength());
        Assert.Contains("12 photos", Text(seen, "status"), StringComparison.Ordinal);
        Assert.Empty(Texts(seen, "unlabelled"));
        JsonElement why = seen.GetProperty("why");
        Assert.Equal(("true", "why"), (Text(why, "pressed"), Text(why, "focus")));
        Assert.Contains($"speak for {likely}", Text(why, "reason"), StringComparison.Ordinal);
        Assert.Contains(likely, Text(why, "alt"), StringComparison.Ordinal);
        Assert.Equal(["false", "", "Your photo 1"], Texts(seen, "without"));
        Assert.All(Classes(seen.GetProperty("filtered")), name => Assert.Equal(Text(seen, "filter"), name));
        Assert.StartsWith("More like this", Text(seen, "more"), StringComparison.Ordinal);
        Assert.Equal("found-title", Text(seen, "focus"));
        Assert.NotEqual(seen.GetProperty("first").GetRawText(), seen.GetProperty("similar").GetRawText());
        Assert.Equal(seen.GetProperty("first").GetRawText(), seen.GetProperty("back").GetRawText());
        Assert.Equal(12, seen.GetProperty("pasted").GetArrayLength());
        Assert.Equal(0, seen.GetProperty("overflow").GetInt32());
        Assert.True(seen.GetProperty("camera").GetBoolean());
        Assert.Empty(Texts(seen, "outside"));
    }

    [BrowserFact]
    public async Task The_keyboard_alone_reaches_everything_and_a_link_repeats_it()
    {
        Client client = await shop.Shared();
        JsonElement seen = await Visit("keyboard", client, shop.Queries[0], shop.Queries[1]);
        string like = Text(seen, "like");
        JsonElement item = await client.Get($"/api/items?name={Uri.EscapeDataString(like)}");
        string similar = $"/api/similar/{item.GetProperty("id")}?k=12&by=";
        foreach (string word in Words)
            AssertShown(await client.Get(similar + word), seen.GetProperty("by").GetProperty(word));
        AssertShown(await client.Get(similar + "mix:1,1,0,1"), seen.GetProperty("own"));
        Assert.Contains($"like={Uri.EscapeDataString(like)}", Text(seen, "address"), StringComparison.Ordinal);
        Assert.Contains(Text(seen, "address"), Text(seen, "link"), StringComparison.Ordinal);
        Assert.Equal(seen.GetProperty("own").GetRawText(), seen.GetProperty("linked").GetRawText());

        Photo sheet = Photo.Read(Text(seen, "sheet"));
        Assert.Equal(960, sheet.Width);
        Assert.InRange(sheet.Height, 1000, 2000);
        Assert.InRange(sheet.Pixels.Distinct().Count(), 100, 256); // photos are drawn in it

        Assert.Equal(["box", "Frame: 60 % wide and 60 % high, 20 % from the left and 20 % from the top"], Texts(seen, "box"));
        Assert.Equal("Frame: 50 % wide and 60 % high, 18 % from the left and 18 % from the top", Text(seen, "moved"));
        Assert.NotEqual(seen.GetProperty("own").GetRawText(), seen.GetProperty("inside").GetRawText());
        Assert.Equal(seen.GetProperty("own").GetRawText(), seen.GetProperty("whole").GetRawText());
        Assert.Equal("cut", Text(seen, "wholeFocus"));
        Assert.Equal(seen.GetProperty("inside").GetRawText(), seen.GetProperty("again").GetRawText());
        Assert.True(seen.GetProperty("sessionFocus").GetBoolean());
        Assert.Equal(seen.GetProperty("inside").GetRawText(), seen.GetProperty("linkedInside").GetRawText());
    }

    [BrowserFact]
    public async Task Several_photos_are_searched_at_once_and_a_part_by_dragging()
    {
        Client client = await shop.Shared();
        JsonElement seen = await Visit("several", client, shop.Queries[0], shop.Queries[^1]);
        AssertShown(await client.Post("/api/search?k=12&by=mix", shop.Queries[0]), seen.GetProperty("first"));
        AssertShown(await client.Post("/api/search?k=12&by=mix", shop.Queries[^1]), seen.GetProperty("second"));
        Assert.Equal(2, Texts(seen, "session").Length);
        Assert.All(Texts(seen, "session"), text => Assert.StartsWith("photo ", text, StringComparison.Ordinal));
        Assert.NotEqual(seen.GetProperty("first").GetRawText(), seen.GetProperty("part").GetRawText());
        Assert.StartsWith("Frame: ", Text(seen, "box"), StringComparison.Ordinal);
        Assert.Equal(3, seen.GetProperty("afterClick").GetInt32());
        Assert.Equal("?k=12&by=mix", Text(seen, "address"));
        Assert.Equal(0, seen.GetProperty("overflow").GetInt32());
    }

    [BrowserFact]
    public async Task Errors_say_what_to_do_and_slow_answers_can_be_stopped()
    {
        await using Client client = await Client.Start(shop.Options);
        string noPhoto = shop.At("notes.jpg");
        await File.WriteAllTextAsync(noPhoto, "no photo");
        JsonElement seen = await Visit("errors", client, noPhoto, shop.Queries[0]);
        Assert.Contains("It is not a picture", Text(seen, "refused"), StringComparison.Ordinal);
        Assert.Equal(0, seen.GetProperty("left").GetInt32());
        Assert.False(seen.GetProperty("again").GetBoolean());
        Assert.StartsWith("Still searching", Text(seen, "slow"), StringComparison.Ordinal);
        Assert.Contains("does not answer", Text(seen, "gone"), StringComparison.Ordinal);
        Assert.Equal(24, seen.GetProperty("back").GetInt32());
        Assert.Contains("no picture of that name", Text(seen, "lost"), StringComparison.Ordinal);
        Assert.Equal(8, seen.GetProperty("odd").GetInt32());
    }

    [BrowserFact]
    public async Task A_photo_too_large_to_send_is_made_smaller_and_HEIC_is_named()
    {
        Client client = await shop.Shared();
        string large = shop.At("large.jpg"), heic = shop.At("phone.heic");
        using (var photo = new SKBitmap(7000, 6500, SKColorType.Gray8, SKAlphaType.Opaque)) // the server refuses 40 megapixels
        using (SKData jpeg = photo.Encode(SKEncodedImageFormat.Jpeg, 90))
            await File.WriteAllBytesAsync(large, jpeg.ToArray());
        await File.WriteAllBytesAsync(heic, "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8.ToArray());
        JsonElement seen = await Visit("phone", client, large, heic);
        Assert.Equal(12, seen.GetProperty("large").GetInt32());
        Assert.Contains("HEIC", Text(seen, "heic"), StringComparison.Ordinal);
        Assert.Contains("save the photo as JPEG", Text(seen, "heic"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_catalogue_that_is_built_again_is_still_searched()
    {
        string index = shop.At("rebuilt.index");
        File.Copy(shop.Index, index, overwrite: true);
        await using Client client = await Client.Start(shop.Options with { Index = index });
        JsonElement seen = await Visit("rebuilt", client, shop.Queries[0], index);
        Assert.Equal((12, 24), (seen.GetProperty("part").GetInt32(), seen.GetProperty("more").GetInt32()));
        Assert.True(seen.GetProperty("fresh").GetBoolean());
    }

    [BrowserFact]
    public async Task An_index_without_looks_is_searched_by_class()
    {
        string bare = shop.Bare("page");
        await using Client client = await Client.Start(shop.Options with { Index = bare });
        JsonElement seen = await Visit("plain", client, shop.Queries[0], shop.Queries[1]);
        AssertShown(await client.Post("/api/search?k=12", shop.Queries[0]), seen.GetProperty("first"));
        Assert.False(seen.GetProperty("aspects").GetBoolean());
        Assert.Equal("?k=12", Text(seen, "address"));
    }

    // Classes, distances, and the bars as whole percents.
    private static void AssertShown(JsonElement answer, JsonElement cards)
    {
        JsonElement[] expected = [.. answer.GetProperty("results").EnumerateArray()], shown = [.. cards.EnumerateArray()];
        Assert.Equal(
            expected.Select(hit => $"{Text(hit, "class")}, {Text(hit, "name")} {hit.GetProperty("distance").GetDouble():0.000}"),
            shown.Select(card => $"{Text(card, "alt")} {card.GetProperty("distance").GetDouble():0.000}"));
        foreach (var (hit, card) in expected.Zip(shown))
        {
            string[] bars = Texts(card, "why");
            Assert.Equal(hit.TryGetProperty("why", out JsonElement why) ? 4 : 0, bars.Length);
            foreach (string bar in bars)
            {
                string aspect = Words.First(word => bar.StartsWith(word, StringComparison.Ordinal));
                Assert.Equal(100 * why.GetProperty(aspect).GetDouble(), double.Parse(bar[aspect.Length..^2]), 0.51);
            }
        }
    }

    private static string Text(JsonElement seen, string name) => seen.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement seen, string name) =>
        [.. seen.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static string?[] Classes(JsonElement found) =>
        [.. found.EnumerateArray().Select(item => item.GetProperty("class").GetString())];

    private async Task<JsonElement> Visit(string visit, Client client, params string[] files)
    {
        string screens = Path.Combine(Environment.GetEnvironmentVariable("FASHION_SCREENSHOTS") ?? shop.At("screens"), visit);
        string script = Path.Combine(AppContext.BaseDirectory, "Page", "page.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, visit, client.Server.Addresses[0], screens, .. files])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await output + await errors);
        JsonElement seen = JsonDocument.Parse(await output).RootElement;
        Assert.Empty(Texts(seen, "console"));
        return seen;
    }
}
