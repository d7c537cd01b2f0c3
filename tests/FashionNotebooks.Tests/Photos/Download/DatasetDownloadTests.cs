using System.IO.Compression;
using System.Security.Cryptography;
using FashionNotebooks.Photos.Download;

namespace FashionNotebooks.Tests.Photos.Download;

/// <summary>Downloads from a server that hangs up, archives that want out, folders with other bytes.</summary>
public sealed class DatasetDownloadTests : IDisposable
{
    private readonly TemporaryFolder folder = Fixture.Folder();
    private readonly HttpClient client = new();
    private readonly byte[] noise = new byte[300_000];

    public DatasetDownloadTests() => new Random(1).NextBytes(noise);

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task A_cut_connection_goes_on_where_it_was(int cuts)
    {
        using var server = new CuttingServer(noise, cuts);
        await Fetch(server);
        Assert.Equal(noise, File.ReadAllBytes(folder.At("a.bin")));
        Assert.Equal(cuts + 1, server.Starts.Count);
        Assert.Equal(server.Starts.Order(), server.Starts);
        Assert.Equal(["a.bin"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_second_program_goes_on_too()
    {
        folder.Write("a.bin.part", noise[..1000]);
        folder.Write("a.bin.part.etag", "\"one\"");
        using var server = new CuttingServer(noise, 0);
        await Fetch(server);
        Assert.Equal([1000], server.Starts);
        Assert.Equal(noise, File.ReadAllBytes(folder.At("a.bin")));
    }

    [Fact]
    public async Task A_file_that_changed_is_fetched_from_the_start()
    {
        folder.Write("a.bin.part", new byte[1000]);
        folder.Write("a.bin.part.etag", "\"older\"");
        using var server = new CuttingServer(noise, 0);
        await Fetch(server);
        Assert.Equal(noise, File.ReadAllBytes(folder.At("a.bin")));
    }

    [Fact]
    public async Task A_server_without_ranges_starts_again()
    {
        using var server = new CuttingServer(noise, 2, ranges: false);
        await Fetch(server);
        Assert.Equal(noise, File.ReadAllBytes(folder.At("a.bin")));
    }

    [Fact]
    public async Task Refusal_and_silence_are_one_line()
    {
        Uri closed;
        using (var server = new CuttingServer(noise, 0))
        {
            closed = server.Address;
            Assert.Contains("404", (await Assert.ThrowsAsync<InputException>(() =>
                Download().FetchAsync(new(server.Address, "other"), folder.At("a")))).Message, StringComparison.Ordinal);
        }
        var steps = new List<string>();
        Assert.Contains("local copy", (await Assert.ThrowsAsync<InputException>(() =>
            Download().FetchAsync(closed, folder.At("a"), new Follower<DownloadProgress>(value => steps.Add(value.Step))))).Message,
            StringComparison.Ordinal);
        Assert.Equal("the connection fails, trying again", Assert.Single(steps.Distinct()));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/tmp/outside.txt")]
    [InlineData("train/../../outside.txt")]
    [InlineData("..\\outside.txt")]
    [InlineData("C:\\outside.txt")]
    public void An_archive_cannot_write_outside(string name)
    {
        string archive = folder.Write("a.zip", Zip((name, noise)));
        Directory.CreateDirectory(folder.At("to"));
        Assert.Contains("leave its folder", Assert.Throws<InputException>(() => SafeArchive.Extract(archive, folder.At("to"))).Message,
            StringComparison.Ordinal);
        Assert.Equal(["a.zip"], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public void A_damaged_archive_is_one_line()
    {
        byte[] zip = Zip(("a", noise));
        Directory.CreateDirectory(folder.At("to"));
        foreach (byte[] bad in (byte[][])[[], noise, zip[..^30], zip[..(zip.Length / 2)]])
            Assert.Throws<InputException>(() => SafeArchive.Extract(folder.Write("a.zip", bad), folder.At("to")));
    }

    [Fact]
    public async Task The_whole_way_from_a_server_that_cuts()
    {
        (byte[] zip, DatasetManifest manifest) = Dataset();
        using var server = new CuttingServer(zip, 2);
        var download = new DatasetDownload(client, manifest, TimeSpan.Zero);
        DatasetState state = await download.RunAsync(folder.At("out"), server.Address.ToString());
        Assert.Equal((2, 0, false), (state.Verified, state.TestPictures, state.HasSenders));
        Assert.Equal(["hat.png", "dress.png"], Directory.GetFiles(folder.At("out"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName).OrderDescending());
        int requests = server.Starts.Count;
        await download.RunAsync(folder.At("out"), server.Address.ToString());
        Assert.Equal(requests, server.Starts.Count);
    }

    [Fact]
    public async Task From_a_folder_it_copies_what_is_missing_and_the_contributors()
    {
        (byte[] zip, DatasetManifest manifest) = Dataset();
        ZipFile.ExtractToDirectory(folder.Write("a.zip", zip), folder.At("from"));
        string top = folder.At("from/data-master");
        File.WriteAllText(Path.Combine(top, "senders.csv"), "image,sender_id\nhat,1\n");
        DatasetState state = await new DatasetDownload(client, manifest).RunAsync(folder.At("out"), top);
        Assert.True(state.HasSenders);
        File.Delete(folder.At("out/train/hat/hat.png"));
        Assert.Equal(2, (await new DatasetDownload(client, manifest).RunAsync(folder.At("out"), top)).Verified);
    }

    [Fact]
    public async Task Other_bytes_than_published_are_named()
    {
        (byte[] zip, _) = Dataset();
        var other = DatasetManifest.Parse($"{new string('0', 64)}  train/hat/hat.png\n");
        InputException e = await Assert.ThrowsAsync<InputException>(
            () => new DatasetDownload(client, other).RunAsync(folder.At("out"), folder.Write("a.zip", zip)));
        Assert.Contains("hat.png: other bytes than published", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_source_is_one_line()
    {
        (_, DatasetManifest manifest) = Dataset();
        var download = new DatasetDownload(client, manifest);
        Assert.Contains("no http address", (await Assert.ThrowsAsync<InputException>(() =>
            download.RunAsync(folder.At("out"), "no/such/thing"))).Message, StringComparison.Ordinal);
        Assert.Contains("no folder 'train'", (await Assert.ThrowsAsync<InputException>(() =>
            download.RunAsync(folder.At("out"), folder.Path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_manifest_names_train_and_validation()
    {
        IReadOnlyDictionary<string, string> hashes = DatasetManifest.ClothingSmall().Hashes;
        Assert.Equal(3068, hashes.Keys.Count(k => k.StartsWith("train/", StringComparison.Ordinal)));
        Assert.Equal(341, hashes.Keys.Count(k => k.StartsWith("validation/", StringComparison.Ordinal)));
        Assert.Equal(3409, hashes.Count);
    }

    [PhotosFact]
    public void The_real_photos_are_as_published() => Assert.Empty(DatasetManifest.ClothingSmall().Check(PhotosFact.Folder));

    private ResumableDownload Download() => new(client, TimeSpan.Zero);

    private Task Fetch(CuttingServer server) => Download().FetchAsync(server.Address, folder.At("a.bin"));

    private static (byte[] Zip, DatasetManifest Manifest) Dataset()
    {
        byte[] hat = File.ReadAllBytes(Fixture.Image("rgb.png")), dress = File.ReadAllBytes(Fixture.Image("tall.png"));
        string lines =
            $"{Convert.ToHexStringLower(SHA256.HashData(hat))}  train/hat/hat.png\n{Convert.ToHexStringLower(SHA256.HashData(dress))}  "
                + $"validation/dress/dress.png\n";
        return (Zip(("data-master/train/hat/hat.png", hat), ("data-master/validation/dress/dress.png", dress),
            ("data-master/README.md", [65])), DatasetManifest.Parse(lines));
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream stream = zip.CreateEntry(name).Open();
                stream.Write(bytes);
            }
        }
        return memory.ToArray();
    }
}
