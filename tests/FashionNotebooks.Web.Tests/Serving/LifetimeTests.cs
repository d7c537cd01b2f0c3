using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Web.Serving;
using FashionNotebooks.Web.Uploads;
using TorchSharp;
using TorchSharp.Tests;

namespace FashionNotebooks.Web.Tests.Serving;

/// <summary>Files that change, clients that leave, a server that stops: no request is lost, no tensor stays.</summary>
[Collection(ShopCollection.Name)]
public sealed class LifetimeTests(Shop shop)
{
    private const int Train = 54, Validation = 18;

    [Fact]
    public async Task Changed_files_are_loaded_and_no_request_is_dropped()
    {
        (ServerOptions options, string small) = Copies("reload");
        await using Client client = await Client.Start(options with { ReloadCheck = TimeSpan.FromMilliseconds(50) });
        using var stop = new CancellationTokenSource();
        Task<int>[] clients = [.. Enumerable.Range(0, 8).Select(i => AskUntil(client, shop.Queries[i], stop.Token))];
        for (int round = 0; round < 4; round++)
        {
            bool large = round % 2 == 1;
            Replace(options.Index, large ? shop.Index : small);
            await Until(async () => (await client.Get("/api/info")).GetProperty("count").GetInt32() == (large ? Train : Validation));
        }
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(clients), answered => Assert.True(answered > 0));
        Assert.Contains("fashion_reloads_total 4", await client.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_change_nothing()
    {
        (ServerOptions options, string small) = Copies("damaged");
        await using Client client = await Client.Start(options);
        Replace(options.Index, shop.Classifier);
        await Client.Problem(await client.Http.PostAsync("/admin/reload", null), 409, "kept the old files");
        Assert.Contains("fashion_failed_reloads_total 1", await client.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await client.Post("/api/search", shop.Queries[0]);
        Assert.Equal(Train, (await client.Get("/api/info")).GetProperty("count").GetInt32());
        Replace(options.Index, small);
        Assert.Equal("reloaded", (await Client.Json(await client.Http.PostAsync("/admin/reload", null))).GetProperty("status").GetString());
        Assert.Equal(Validation, (await client.Get("/api/info")).GetProperty("count").GetInt32());
    }

    // Reading a mapped file that has become shorter would end the process.
    [Fact]
    public async Task An_index_that_is_overwritten_in_place_is_served_until_the_new_one_is_whole()
    {
        (ServerOptions options, string small) = Copies("in-place");
        await using Client client = await Client.Start(options with { ReloadCheck = TimeSpan.FromMilliseconds(20) });
        byte[] next = File.ReadAllBytes(small);
        foreach (int bytes in (int[])[0, 100, next.Length / 2, next.Length - 1])
        {
            File.WriteAllBytes(options.Index, next[..bytes]);
            for (int i = 0; i < 5; i++)
                await client.Post("/api/search", shop.Queries[i]);
            Assert.Equal(Train, (await client.Get("/api/info")).GetProperty("count").GetInt32());
        }
        File.WriteAllBytes(options.Index, next);
        await Until(async () => (await client.Get("/api/info")).GetProperty("count").GetInt32() == Validation);
    }

    [Fact]
    public async Task An_id_of_the_old_index_is_not_mistaken_for_one_of_the_new()
    {
        (ServerOptions options, string small) = Copies("ids");
        await using Client client = await Client.Start(options);
        JsonElement result = (await client.Post("/api/search?k=1", shop.Queries[0])).GetProperty("results")[0];
        Replace(options.Index, small);
        await client.Http.PostAsync("/admin/reload", null);
        await Client.Problem(await client.Http.GetAsync(result.GetProperty("image").GetString()), 410, "search again");
    }

    [Fact]
    public async Task Clients_that_leave_harm_nobody()
    {
        await using Client client = await Client.Start(shop.Options);
        byte[] large = new Photo(1500, 1500).EncodePng();
        using var leave = new CancellationTokenSource();
        Task[] left = [.. Enumerable.Range(0, 40).Select(async _ =>
        {
            using var content = new ByteArrayContent(large);
            using HttpResponseMessage answer = await client.Http.PostAsync("/api/search", content, leave.Token);
        })];
        Task<JsonElement> stays = client.Post("/api/search", shop.Queries[0]);
        await leave.CancelAsync();
        await Task.WhenAll(left.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(5, (await stays).GetProperty("results").GetArrayLength());
        await Until(async () => (await client.Http.GetStringAsync("/metrics"))
            .Contains("fashion_requests_in_progress 1\n", StringComparison.Ordinal));
    }

    // Every photo is half sent when the stop begins: all requests are in progress, whatever the machine's speed.
    [Fact]
    public async Task A_busy_server_answers_what_it_has_before_it_stops()
    {
        await using Client client = await Client.Start(shop.Options);
        byte[] picture = new Photo(1500, 1500).EncodePng();
        int half = picture.Length / 2;
        Pipe[] bodies = [.. Enumerable.Range(0, 12).Select(_ => new Pipe())];
        Task<HttpResponseMessage>[] asked = [.. bodies.Select(body =>
            client.Http.PostAsync("/api/search", new StreamContent(body.Reader.AsStream())))];
        foreach (Pipe body in bodies)
            await body.Writer.WriteAsync(picture.AsMemory(0, half));
        await Until(async () => (await client.Http.GetStringAsync("/metrics"))
            .Contains("fashion_requests_in_progress 13\n", StringComparison.Ordinal));
        Task stopped = client.Server.StopAsync();
        await Until(async () => await Refused(client.Http.BaseAddress!));
        Assert.False(stopped.IsCompleted);
        foreach (Pipe body in bodies)
        {
            await body.Writer.WriteAsync(picture.AsMemory(half));
            await body.Writer.CompleteAsync();
        }
        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await stopped;
    }

    [Fact]
    public async Task Nothing_of_a_server_stays()
    {
        // TorchSharp counts each parameter that is made a second time and never takes that back: a model that came and went shows how many.
        long start = LiveTensors.Settled();
        TrainedModel.Load(shop.Options.Model).Dispose();
        long before = LiveTensors.Settled(), counted = before - start;
        await using (Client client = await Client.Start(shop.Options))
        {
            await Task.WhenAll(shop.Queries.Select(query => client.Post("/api/search?classify=true", query)));
            await client.Http.PostAsync("/admin/reload", null);
            await client.Post("/api/classify", shop.Queries[0]);
        }
        const int models = 2; // at the start and at the reload
        Assert.Equal(before + (models * counted), LiveTensors.Settled());
    }

    // Else the last version is freed twice, perhaps by two threads at once, and what the reload has loaded never.
    [Fact]
    public async Task A_reload_that_is_under_way_at_the_end_leaves_nothing()
    {
        long start = LiveTensors.Settled();
        TrainedModel.Load(shop.Options.Model).Dispose();
        long before = LiveTensors.Settled(), counted = before - start;
        using var decoder = new UploadDecoder(shop.Options.Limits);
        var files = new CurrentFiles(shop.Options, new ServerMetrics(decoder));
        files.Load();
        ServedFiles used = files.Enter();
        long loaded = torch.Tensor.TotalCount;
        Task<bool> reload = Task.Run(() => files.Reload(always: true, default));
        SpinWait.SpinUntil(() => torch.Tensor.TotalCount > loaded); // its model is being made
        files.Dispose();
        Assert.True(await reload);
        used.Dispose();
        Assert.False(used.Enter());
        const int models = 2;
        Assert.Equal(before + (models * counted), LiveTensors.Settled());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Task.Run(files.Enter).WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => files.Reload(always: true, default));
    }

    private static async Task<int> AskUntil(Client client, string query, CancellationToken stop)
    {
        int answered = 0;
        while (!stop.IsCancellationRequested)
        {
            JsonElement answer = await client.Post("/api/search?k=3&classify=true", query);
            Assert.Equal(3, answer.GetProperty("results").GetArrayLength());
            answered++;
        }
        return answered;
    }

    private static async Task Until(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await reached())
            await Task.Delay(20, patience.Token);
    }

    private static async Task<bool> Refused(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    // By renaming, as every command of ours writes.
    private static void Replace(string file, string with)
    {
        File.Copy(with, file + ".new");
        File.SetLastWriteTimeUtc(file + ".new", DateTime.UtcNow);
        File.Move(file + ".new", file, overwrite: true);
    }

    private (ServerOptions Options, string Small) Copies(string name)
    {
        string index = shop.At($"{name}.index"), small = shop.At("validation.index");
        File.Copy(shop.Index, index);
        if (!File.Exists(small))
            shop.Build(shop.Classifier, "validation", small);
        return (shop.Options with { Index = index }, small);
    }
}
