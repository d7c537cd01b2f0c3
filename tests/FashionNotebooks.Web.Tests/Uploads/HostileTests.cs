using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Web.Tests.Uploads;

/// <summary>Clients that mean harm or do not care: each gets its status, and the next request is served as ever.</summary>
[Collection(ShopCollection.Name)]
public sealed class HostileTests(Shop shop)
{
    [Theory]
    [InlineData("truncated.jpg", 422)]
    [InlineData("truncated.png", 422)]
    [InlineData("empty.jpg", 400)]
    [InlineData("text.jpg", 415)]
    [InlineData("noise.jpg", 415)]
    [InlineData("picture.gif", 415)]
    [InlineData("picture.tif", 415)]
    [InlineData("animated.webp", 422)]
    [InlineData("declares_100000.png", 413)]
    public async Task What_is_no_picture_has_its_status(string name, int status)
    {
        Client client = await shop.Shared();
        byte[] body = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "images", name));
        await Client.Problem(await client.Send("/api/classify", body), status);
        await Client.Problem(await client.Send("/api/search", body), status);
        await Client.Problem(await client.Send("/api/explain", body), status);
        await client.Post("/api/classify", shop.Queries[0]);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")] // what curl says of any data
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task The_stated_type_of_a_body_does_not_count(string? type)
    {
        Client client = await shop.Shared();
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(shop.Queries[0]));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        await Client.Json(await client.Http.PostAsync("/api/classify", content));
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_header()
    {
        byte[] bomb = new byte[57];
        ((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13]).CopyTo(bomb);
        "IHDR"u8.CopyTo(bomb.AsSpan(12));
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 16_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 16_000);
        Client client = await shop.Shared();
        await Client.Problem(await client.Send("/api/classify", bomb), 413, "16000 x 16000");
    }

    [Fact]
    public async Task Huge_bodies_are_refused_announced_or_not()
    {
        await using Client client = await Client.Start(shop.Options with
        {
            Limits = new()
            {
                Photo = new PhotoLimits(1_000_000, 2000, 50_000)
            }
        });
        Assert.StartsWith("HTTP/1.1 413 ", await RawRequest.Status(client,
            "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000000\r\n\r\n"), StringComparison.Ordinal);
        string chunk = $"4000\r\n{new string('x', 0x4000)}\r\n";
        string chunked = "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            + string.Concat(Enumerable.Repeat(chunk, 20));
        Assert.StartsWith("HTTP/1.1 413 ", await RawRequest.Status(client, chunked), StringComparison.Ordinal);
        string part = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n" + new string('x', 200_000)
            + "\r\n--b--\r\n";
        string form = $"POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
            + $"boundary=b\r\nContent-Length: {part.Length}\r\n\r\n{part}";
        Assert.StartsWith("HTTP/1.1 413 ", await RawRequest.Status(client, form), StringComparison.Ordinal);
        await client.Post("/api/classify", shop.Queries[0]);
    }

    [Theory]
    [InlineData("4294967295ec")]
    [InlineData("7fffffffffffffff")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task A_chunk_of_a_length_that_cannot_be_is_a_bad_request(string length)
    {
        Client client = await shop.Shared();
        const string head = "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        string answer = await RawRequest.Status(client, $"{head}{length}\r\nabcd\r\n0\r\n\r\n");
        Assert.Matches("^HTTP/1.1 4(00|13) ", answer);
    }

    [Theory]
    [InlineData("multipart/form-data", "nothing")]
    [InlineData("multipart/form-data; boundary=b", "nothing")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\ncut off")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\nno file\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\n\r\n--b--\r\n")]
    public async Task Broken_forms_are_one_line(string type, string body)
    {
        Client client = await shop.Shared();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        await Client.Problem(await client.Http.PostAsync("/api/classify", content), 400, "form");
    }

    [Fact]
    public async Task Slow_clients_are_sent_away_and_hold_nobody_up()
    {
        await using Client client = await Client.Start(shop.Options with
        {
            Limits = new() { BytesPerSecond = 100_000, SlowTime = TimeSpan.FromSeconds(1.1), HeaderTime = TimeSpan.FromSeconds(1.1) },
        });
        var slow = new List<TcpClient>();
        for (int i = 0; i < 40; i++)
        {
            slow.Add(await RawRequest.Open(client));
            string start = i % 2 == 0
                ? "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\nx"
                : "GET /health HTTP/1.1\r\nHost: loc";
            await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes(start));
        }
        await client.Post("/api/classify", shop.Queries[0]);
        foreach (TcpClient each in slow)
        {
            Assert.StartsWith("HTTP/1.1 408 ", await RawRequest.Read(each.GetStream()), StringComparison.Ordinal);
            each.Dispose();
        }
    }

    [Theory]
    [InlineData(200, 10, 431)]
    [InlineData(10, 10_000, 431)]
    public async Task Floods_of_headers_are_refused(int count, int length, int status)
    {
        Client client = await shop.Shared();
        string headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('a', length)}\r\n"));
        Assert.StartsWith($"HTTP/1.1 {status} ",
            await RawRequest.Status(client, $"GET /health HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await RawRequest.Status(client,
            $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        await client.Get("/health");
    }

    [Fact]
    public async Task Too_many_pictures_a_second_are_turned_away()
    {
        await using Client client = await Client.Start(shop.Options with { Limits = new() { PhotosPerSecond = 1 } });
        byte[] picture = await File.ReadAllBytesAsync(shop.Queries[0]);
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Send("/api/classify", picture)));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        HttpResponseMessage refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.NotNull(refused.Headers.RetryAfter);
        await Client.Problem(refused, 429, "a second");
        await client.Get("/health");
    }

    [Fact]
    public async Task Too_many_at_once_are_turned_away()
    {
        await using Client client = await Client.Start(shop.Options with { Limits = new() { Waiting = 1 } });
        byte[] picture = new Photo(2000, 2000).EncodePng();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.Send("/api/classify", picture)));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        HttpResponseMessage refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.NotNull(refused.Headers.RetryAfter);
        await Client.Problem(refused, 503, "busy");
    }

    [Fact]
    public async Task Uploads_share_a_bounded_memory()
    {
        await using Client client = await Client.Start(shop.Options with { Limits = new() { UploadBytes = 40_000 } });
        await Client.Problem(await client.Send("/api/classify", await File.ReadAllBytesAsync(shop.Queries[0])), 503, "busy");
        await client.Get("/health");
    }

    [Fact]
    public async Task A_request_may_take_only_so_long()
    {
        await using Client client = await Client.Start(shop.Options with { Limits = new() { RequestTime = TimeSpan.FromSeconds(1) } });
        string answer = await RawRequest.Status(
            client, "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 50000\r\n\r\nx");
        Assert.StartsWith("HTTP/1.1 504 ", answer, StringComparison.Ordinal);
    }

    // A picture of a few bytes that would take a decoder an hour, or a gigabyte.
    [Fact]
    public async Task Bombs_inside_a_picture_are_defused()
    {
        Client client = await shop.Shared();
        await Client.Problem(await client.Send("/api/classify", Bombs.ManyScans(new Photo(64, 64).EncodeJpeg(50), 10_000)), 422, "scans");
        await Client.Problem(await client.Send("/api/classify", Bombs.TwoFaced(new Photo(64, 64).EncodeJpeg(50))), 422, "damaged");
        byte[] text = Bombs.TextOfZeros(new Photo(64, 64).EncodePng(), megabytes: 512);
        Assert.InRange(text.Length, 0, 1_000_000);
        long before = Environment.WorkingSet;
        using HttpResponseMessage answer = await client.Send("/api/classify", text);
        Assert.Contains((int)answer.StatusCode, new[] { 200, 422 });
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 256_000_000);
        await client.Post("/api/classify", shop.Queries[0]);
    }

    // Whatever becomes of a file: an answer or a refusal, and never status 500. FASHION_MUTATIONS is how many of each.
    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("alpha.png")]
    [InlineData("exif6.webp")]
    [InlineData("rgb.bmp")]
    [InlineData("photo.jpg")]
    [InlineData("photo.png")]
    public async Task Mutated_pictures_never_break_it(string name)
    {
        Client client = await shop.Shared();
        byte[] good = name switch
        {
            "photo.jpg" => await File.ReadAllBytesAsync(shop.Queries[0]),
            "photo.png" => Photo.Read(shop.Queries[1]).EncodePng(),
            _ => await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fixtures", "images", name)),
        };
        var mutator = new Mutator(seed: 7);
        int count = int.Parse(Environment.GetEnvironmentVariable("FASHION_MUTATIONS") ?? "100");
        for (int i = 0; i < count; i++)
        {
            byte[] bad = mutator.Change(good);
            using HttpResponseMessage answer = await client.Send(i % 4 == 0 ? "/api/explain" : "/api/search", bad);
            Assert.True((int)answer.StatusCode is 200 or 400 or 413 or 415 or 422, $"mutation {i}: {answer.StatusCode}");
        }
        await client.Post("/api/search", shop.Queries[0]);
    }
}
