using System.Net.Http.Headers;
using System.Text.Json;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Search;
using FashionNotebooks.Visuals;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Web.Tests.Endpoints;

/// <summary>The server answers what the library answers.</summary>
[Collection(ShopCollection.Name)]
public sealed class AnswerTests(Shop shop)
{
    [Fact]
    public async Task Classes_are_the_librarys()
    {
        Client client = await shop.Shared();
        using TrainedModel model = TrainedModel.Load(shop.Classifier);
        foreach (string query in shop.Queries.Take(4))
        {
            JsonElement answer = await client.Post("/api/classify", query);
            float[] expected = Probabilities(model, query);
            AssertClose(expected, answer.GetProperty("probabilities"));
            Assert.Equal(model.Classes, answer.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
            Assert.Equal(model.Classes[Array.IndexOf(expected, expected.Max())], answer.GetProperty("class").GetString());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Results_are_the_librarys(bool otherEncoder)
    {
        string index = otherEncoder ? shop.EncoderIndex : shop.Index;
        await using Client client = await Client.Start(shop.Options with { Index = index });
        using VisualSearchEngine engine = VisualSearchEngine.Load(index);
        using TrainedModel model = TrainedModel.Load(shop.Classifier);
        string query = shop.Queries[5];
        JsonElement answer = await client.Post("/api/search?k=7&classify=true", query);
        AssertFound(engine.Search(query, 7), answer);
        AssertClose(Probabilities(model, query), answer.GetProperty("classification").GetProperty("probabilities"));
        Assert.False((await client.Post("/api/search", query)).TryGetProperty("classification", out _));
    }

    [Fact]
    public async Task A_filter_leaves_the_nearest_of_one_class()
    {
        Client client = await shop.Shared();
        using VisualSearchEngine engine = VisualSearchEngine.Load(shop.Index);
        int all = engine.Catalogue.Info.Count;
        SearchResult[] expected = [.. engine.Search(shop.Queries[0], all).Where(result => result.Class == "hat").Take(3)];
        AssertFound(expected, await client.Post("/api/search?k=3&class=hat", shop.Queries[0]));
        Assert.Equal(6, (await client.Post("/api/search?k=100&class=hat", shop.Queries[0])).GetProperty("results").GetArrayLength());
        await Client.Problem(await client.Send("/api/search?class=tie", [1]), 400, "hat");
    }

    [Fact]
    public async Task A_picture_of_the_catalogue_finds_others_but_not_itself()
    {
        Client client = await shop.Shared();
        using VisualSearchEngine engine = VisualSearchEngine.Load(shop.Index);
        JsonElement first = (await client.Post("/api/search?k=1", shop.Queries[0])).GetProperty("results")[0];
        int id = first.GetProperty("id").GetInt32();
        string path = Path.Combine(shop.Wardrobe, "train", first.GetProperty("name").GetString()!);
        JsonElement similar = await client.Get($"/api/similar/{id}?k=5");
        AssertFound([.. engine.Search(path, 6).Where(result => result.Path != path).Take(5)], similar);
        Assert.DoesNotContain(similar.GetProperty("results").EnumerateArray(), result => result.GetProperty("id").GetInt32() == id);
    }

    [Fact]
    public async Task A_result_leads_to_its_picture()
    {
        Client client = await shop.Shared();
        JsonElement result = (await client.Post("/api/search?k=1", shop.Queries[0])).GetProperty("results")[0];
        using HttpResponseMessage answer = await client.Http.GetAsync($"{result.GetProperty("image").GetString()}&size=32");
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Photo image = Photo.Decode(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((32, 32), (image.Width, image.Height));
        await Client.Problem(await client.Http.GetAsync($"/api/items/{result.GetProperty("id")}/image?index=1"), 410, "search again");
        await Client.Problem(await client.Http.GetAsync("/api/items/0/image?size=5000"), 400, "1024");
    }

    [Fact]
    public async Task A_form_and_a_body_are_the_same()
    {
        Client client = await shop.Shared();
        JsonElement body = await client.Post("/api/classify", shop.Queries[0]);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("ignored"), "note" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(
                shop.Queries[0])) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }, "picture", "../../etc/passwd" },
        };
        JsonElement sent = await Client.Json(await client.Http.PostAsync("/api/classify", form));
        Assert.Equal(body.GetRawText(), sent.GetRawText());
    }

    [Fact]
    public async Task Pictures_that_arrive_together_get_the_answers_they_get_alone()
    {
        Client client = await shop.Shared();
        var alone = new List<JsonElement>();
        foreach (string query in shop.Queries)
            alone.Add(await client.Post("/api/search?k=5&classify=true", query));
        JsonElement[] together = await Task.WhenAll(Enumerable.Range(0, 8).SelectMany(_ => shop.Queries)
            .Select(query => client.Post("/api/search?k=5&classify=true", query)));
        for (int i = 0; i < together.Length; i++)
        {
            JsonElement expected = alone[i % alone.Count];
            Assert.Equal(Ids(expected), Ids(together[i]));
            AssertClose([.. Numbers(expected.GetProperty("classification").GetProperty("probabilities"))],
                together[i].GetProperty("classification").GetProperty("probabilities"));
        }
        Assert.Contains("fashion_batch_pictures_count", await client.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_explanation_is_the_librarys()
    {
        Client client = await shop.Shared();
        using var scope = NewDisposeScope();
        using TrainedModel model = TrainedModel.Load(shop.Classifier);
        string query = shop.Queries[3];
        float[] probabilities = Probabilities(model, query);
        int likely = Array.IndexOf(probabilities, probabilities.Max()), other = Array.IndexOf(probabilities, probabilities.Min());
        AssertExplains(model, query, likely, await client.Send("/api/explain", await File.ReadAllBytesAsync(query)));
        AssertExplains(
            model, query, other, await client.Send($"/api/explain?class={model.Classes[other]}", await File.ReadAllBytesAsync(query)));
        await Client.Problem(await client.Send("/api/explain?class=spoon", [1]), 400, "no such class");
    }

    [Fact]
    public async Task An_encoder_searches_but_knows_no_classes()
    {
        await using Client client = await Client.Start(shop.Options with { Model = shop.Encoder, Index = shop.EncoderIndex });
        using VisualSearchEngine engine = VisualSearchEngine.Load(shop.EncoderIndex);
        AssertFound(engine.Search(shop.Queries[1], 5), await client.Post("/api/search?classify=true", shop.Queries[1]));
        await Client.Problem(await client.Send("/api/classify", [1]), 409, "encoder");
        await Client.Problem(await client.Send("/api/explain", [1]), 409, "encoder");
        Assert.False((await client.Get("/api/info")).TryGetProperty("classes", out _));
    }

    [Fact]
    public async Task An_encoder_that_did_not_make_the_index_is_refused_at_the_start()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => FashionServer.StartAsync(shop.Options with { Model = shop.Encoder }));
        Assert.Contains("build it again", error.Message, StringComparison.Ordinal);
    }

    private static void AssertExplains(TrainedModel model, string file, int label, HttpResponseMessage answer)
    {
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(model.Classes[label], Uri.UnescapeDataString(answer.Headers.GetValues("Fashion-Class").Single()));
        PlaceMap why = GradCam.OfClass(model.Classifier, Normalization.ToModelInput(model.Preprocessing.Read(file).unsqueeze(0)), label);
        Photo expected = HeatMap.Over(Photo.Read(file), why, 0, why.Values.Max() is > 0 and float most ? most : 1);
        Photo found = Photo.Decode(answer.Content.ReadAsByteArrayAsync().Result);
        Assert.Equal((expected.Width, expected.Height), (found.Width, found.Height));
        Assert.All(expected.Pixels.Zip(found.Pixels), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    private static float[] Probabilities(TrainedModel model, string file)
    {
        using var scope = NewDisposeScope();
        return model.Predictor.Probabilities(model.Preprocessing.Read(file).unsqueeze(0))[0];
    }

    private static IEnumerable<float> Numbers(JsonElement array) => array.EnumerateArray().Select(number => number.GetSingle());

    private static int[] Ids(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetInt32())];

    private static void AssertClose(IReadOnlyList<float> expected, JsonElement actual) =>
        Assert.All(expected.Zip(Numbers(actual), (e, a) => (e, a)), pair => Assert.Equal(pair.e, pair.a, 1e-5f));

    private void AssertFound(IReadOnlyList<SearchResult> expected, JsonElement answer)
    {
        JsonElement[] found = [.. answer.GetProperty("results").EnumerateArray()];
        Assert.Equal(expected.Select(result => Path.GetRelativePath(Path.Combine(shop.Wardrobe, "train"), result.Path)),
            found.Select(result => result.GetProperty("name").GetString()));
        Assert.Equal(expected.Select(result => result.Class), found.Select(result => result.GetProperty("class").GetString()));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Distance, pair.Second.GetProperty("distance").GetDouble(), 1e-5));
    }
}
