using System.Text.Json;
using FashionNotebooks.Search;
using FashionNotebooks.Search.Aspects;

namespace FashionNotebooks.Web.Tests.Endpoints;

/// <summary>A search by class, look, colour, pattern or a mix answers what the library answers, and says why.</summary>
[Collection(ShopCollection.Name)]
public sealed class AspectTests(Shop shop)
{
    private static readonly string[] Words = ["class", "look", "colour", "pattern", "mix", "mix:1,0,3,0.5"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Results_and_reasons_are_the_librarys(bool otherEncoder)
    {
        string index = otherEncoder ? shop.EncoderIndex : shop.Index, photo = shop.Queries[5];
        await using Client client = await Client.Start(shop.Options with { Index = index });
        using VisualSearchEngine engine = VisualSearchEngine.Load(index);
        foreach (string by in Words)
        {
            IReadOnlyList<SearchResult> expected = engine.Search(photo, 7, new PhotoFilter { Classes = ["hat"] }, Likeness.Parse(by));
            AssertFound(expected, await client.Post($"/api/search?k=7&class=hat&by={by}", photo));
        }
        JsonElement byClass = await client.Post("/api/search?k=7&by=class", photo), plain = await client.Post("/api/search?k=7", photo);
        Assert.Equal(Shown(plain), Shown(byClass));
        Assert.All(byClass.GetProperty("results").EnumerateArray(), hit => Assert.InRange(Why(hit).Colour, 0, 1));
        Assert.All(plain.GetProperty("results").EnumerateArray(), hit => Assert.False(hit.TryGetProperty("why", out _)));
    }

    [Fact]
    public async Task A_photo_of_the_catalogue_finds_what_its_file_finds()
    {
        Client client = await shop.Shared();
        using VisualSearchEngine engine = VisualSearchEngine.Load(shop.Index);
        string path = engine.Catalogue.Photos[7].Path;
        foreach (string by in Words)
        {
            SearchResult[] expected = [.. engine.Search(path, 10, null, Likeness.Parse(by)).Where(hit => hit.Path != path).Take(9)];
            AssertFound(expected, await client.Get($"/api/similar/7?k=9&by={by}"));
        }
    }

    [Fact]
    public async Task Many_at_once_get_the_answers_they_get_alone()
    {
        Client client = await shop.Shared();
        string[] questions = [.. Words.Select(by => $"/api/search?by={by}"), "/api/search", "/api/classify"];
        var alone = new List<string>();
        foreach (string question in questions)
            alone.Add(Rounded(await client.Post(question, shop.Queries[2])));
        JsonElement[] together = await Task.WhenAll(
            Enumerable.Range(0, 5).SelectMany(_ => questions).Select(question => client.Post(question, shop.Queries[2])));
        Assert.All(together.Index(), answer => Assert.Equal(alone[answer.Index % questions.Length], Rounded(answer.Item)));
    }

    [Theory]
    [InlineData("price", "'price' is nothing to compare by")]
    [InlineData("mix:0,0,0,0", "weights")]
    [InlineData("mix:1,NaN", "weights")]
    [InlineData("MIX", "choose class")]
    public async Task Other_words_are_refused(string by, string words)
    {
        Client client = await shop.Shared();
        await Client.Problem(await client.Send($"/api/search?by={by}", [1]), 400, words);
        await Client.Problem(await client.Http.GetAsync($"/api/similar/7?by={by}"), 400, words);
    }

    [Fact]
    public async Task An_index_without_looks_says_so()
    {
        await using Client full = await Client.Start(shop.Options),
            bare = await Client.Start(shop.Options with { Index = shop.Bare("aspects") });
        foreach (string by in Words[1..])
        {
            await Client.Problem(await bare.Send($"/api/search?by={by}", [1]), 409, "look, colour and pattern", "build it again");
            await Client.Problem(await bare.Http.GetAsync($"/api/similar/7?by={by}"), 409, "build it again");
        }
        JsonElement answer = await bare.Post("/api/search?by=class", shop.Queries[0]);
        Assert.Equal(Shown(await full.Post("/api/search", shop.Queries[0])), Shown(answer));
        Assert.All(answer.GetProperty("results").EnumerateArray(), hit => Assert.False(hit.TryGetProperty("why", out _)));
        Assert.Equal(["class"], (await bare.Get("/api/info")).GetProperty("by").EnumerateObject().Select(word => word.Name));
        JsonElement words = (await full.Get("/api/info")).GetProperty("by");
        Assert.Equal(["class", "look", "colour", "pattern", "mix"], words.EnumerateObject().Select(word => word.Name));
        Likeness mix = Likeness.Parse("mix");
        Assert.Equal(
            [mix.Class, mix.Look, mix.Colour, mix.Pattern], words.GetProperty("mix").EnumerateArray().Select(weight => weight.GetDouble()));
    }

    [Fact]
    public async Task A_photo_of_the_catalogue_is_found_by_number_and_by_name()
    {
        Client client = await shop.Shared();
        JsonElement item = await client.Get("/api/items/7");
        string name = item.GetProperty("name").GetString()!;
        Assert.Equal(item.GetRawText(), (await client.Get($"/api/items?name={Uri.EscapeDataString(name)}")).GetRawText());
        Assert.True((await client.Http.GetAsync(item.GetProperty("image").GetString())).IsSuccessStatusCode);
        await Client.Problem(await client.Http.GetAsync("/api/items?name=../../etc/passwd"), 404, "no picture of that name");
        await Client.Problem(await client.Http.GetAsync("/api/items/54"), 404, "no picture 54");
        await Client.Problem(await client.Http.GetAsync("/api/items/7?index=1"), 410, "search again");
        await Client.Problem(await client.Http.GetAsync("/api/items"), 400);
    }

    private void AssertFound(IReadOnlyList<SearchResult> expected, JsonElement answer)
    {
        JsonElement[] found = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal(
            expected.Select(hit => Path.GetRelativePath(Path.Combine(shop.Wardrobe, "train"), hit.Path)),
            found.Select(hit => hit.GetProperty("name").GetString()));
        foreach (var (hit, shown) in expected.Zip(found))
        {
            Assert.Equal(hit.Distance, shown.GetProperty("distance").GetDouble(), 1e-5);
            if (hit.Why is not { } why) // the library says none for the class alone
                continue;
            Assert.Equal(why.Class, Why(shown).Class, 1e-3);
            Assert.Equal(why.Look, Why(shown).Look, 1e-3);
            Assert.Equal(why.Colour, Why(shown).Colour, 1e-3);
            Assert.Equal(why.Pattern, Why(shown).Pattern, 1e-3);
        }
    }

    private static AspectLikeness Why(JsonElement hit) => hit.GetProperty("why").Deserialize<AspectLikeness>()!;

    private static string[] Shown(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray()
            .Select(hit => $"{hit.GetProperty("name")} {hit.GetProperty("distance").GetDouble():0.00000}")];

    // In a batch, sums round otherwise.
    private static string Rounded(JsonElement answer) => answer.TryGetProperty("results", out _)
        ? string.Join('\n', answer.GetProperty("results").EnumerateArray().Select(
            hit => $"{hit.GetProperty("name")} {hit.GetProperty("distance").GetDouble():0.000}"))
        : answer.GetProperty("class").GetString()!;
}
