using System.Text.Json;
using FashionNotebooks.Postgres;
using FashionNotebooks.Search;
using FashionNotebooks.Tests;
using Npgsql;

namespace FashionNotebooks.Web.Tests.Serving;

/// <summary>A server whose catalogue lies in a database.</summary>
[Collection(ShopCollection.Name)]
public sealed class PostgresTests(Shop shop)
{
    [PgliteFact]
    public async Task It_answers_as_with_the_file_sees_new_pushes_and_outlives_the_database()
    {
        using Pglite server = await Pglite.Start();
        string address = server.Address("shop");
        await Push(shop.Index, address);
        await using (Client client = await Client.Start(shop.Options),
            database = await Client.Start(shop.Options with { Index = address, ReloadCheck = TimeSpan.FromMilliseconds(50) }))
        {
            foreach (string question in (string[])["/api/search?k=9&classify=true", "/api/search?class=hat", "/api/search?by=mix",
                "/api/search?by=colour&class=hat"])
                Assert.Equal(Answer(await client.Post(question, shop.Queries[0])), Answer(await database.Post(question, shop.Queries[0])));
            foreach (string question in (string[])["/api/similar/7", "/api/similar/7?by=look", "/api/similar/7?by=class"])
                Assert.Equal(Answer(await client.Get(question)), Answer(await database.Get(question)));

            shop.Build(shop.Classifier, "validation", shop.At("more.index"));
            await Push(shop.At("more.index"), address);
            await Until(async () => (await database.Get("/api/info")).GetProperty("count").GetInt32() == 54 + 18);

            server.Kill();
            await Client.Problem(await database.Send("/api/search", await File.ReadAllBytesAsync(shop.Queries[0])), 503, "database");
            await Client.Problem(await database.Http.GetAsync("/api/similar/7"), 503, "database");
            await database.Post("/api/classify", shop.Queries[0]);
            await server.Restart();
            await Until(async () => (await database.Http.GetAsync("/api/similar/7")).IsSuccessStatusCode);
        }
        NpgsqlConnection.ClearAllPools();
    }

    [PgliteFact]
    public async Task Many_searches_at_once_share_a_connection()
    {
        using Pglite server = await Pglite.Start();
        string address = server.Address("many");
        await Push(shop.Index, address);
        await using (Client database = await Client.Start(shop.Options with { Index = address }))
        {
            string expected = Answer(await database.Post("/api/search", shop.Queries[0]));
            JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => database.Post("/api/search", shop.Queries[0])));
            Assert.All(answers, answer => Assert.Equal(expected, Answer(answer)));
        }
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task Push(string file, string address)
    {
        using LocalIndex index = SearchIndex.Open(file);
        await CataloguePush.Run(index, PostgresAddress.Parse(address));
    }

    // Without versions, and with the digits of the distances on which the two agree.
    private static string Answer(JsonElement answer) => string.Join('\n', answer.GetProperty("results").EnumerateArray().Select(result =>
        $"{result.GetProperty("id")} {result.GetProperty("name")} {result.GetProperty("class")} "
            + $"{result.GetProperty("distance").GetDouble():0.0000}"));

    private static async Task Until(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await reached())
            await Task.Delay(20, patience.Token);
    }
}
