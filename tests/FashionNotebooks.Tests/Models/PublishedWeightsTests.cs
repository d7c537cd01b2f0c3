using System.Security.Cryptography;
using FashionNotebooks.Models;
using FashionNotebooks.Tests.Photos;

namespace FashionNotebooks.Tests.Models;

/// <summary>Weights from a server that hangs up, and from one that sends other bytes.</summary>
public sealed class PublishedWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = Fixture.Folder();
    private readonly HttpClient client = new();
    private readonly byte[] content = new byte[200_000];

    public PublishedWeightsTests() => new Random(3).NextBytes(content);

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_cut_connection_goes_on_and_the_digits_are_checked()
    {
        string file = $"net-{Convert.ToHexStringLower(SHA256.HashData(content))[..8]}.pth";
        using var server = new CuttingServer(content, cuts: 3) { Name = file };
        Assert.Equal(folder.At(file), await Fetch(server, file));
        Assert.Equal(content, File.ReadAllBytes(folder.At(file)));
        Assert.Equal(4, server.Starts.Count);
        Assert.Equal(server.Starts.Order(), server.Starts);
        await Fetch(server, file);
        Assert.Equal(4, server.Starts.Count);
        Assert.Equal([file], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Other_bytes_are_refused_and_do_not_stay()
    {
        using var server = new CuttingServer(content, cuts: 1) { Name = "net-00000000.pth" };
        string message = (await Assert.ThrowsAsync<InputException>(() => Fetch(server, "net-00000000.pth"))).Message;
        Assert.Contains("00000000", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task An_unknown_name_or_address_is_one_line()
    {
        var weights = new PublishedWeights(client, TimeSpan.Zero);
        Assert.Contains("resnet50", (await Assert.ThrowsAsync<InputException>(() => weights.FetchAsync("vgg", folder.Path))).Message,
            StringComparison.Ordinal);
        Assert.Contains("address", (await Assert.ThrowsAsync<InputException>(
            () => weights.FetchAsync("resnet18", folder.Path, "ftp:/x"))).Message, StringComparison.Ordinal);
        Assert.All(PublishedWeights.Names, name => Assert.Matches("-[0-9a-f]{8}\\.pth$", PublishedWeights.FileOf(name)));
    }

    private Task<string> Fetch(CuttingServer server, string file) =>
        new PublishedWeights(client, TimeSpan.Zero)
            .FetchFileAsync(file, folder.Path, new Uri(server.Address, ".").ToString(), null, default);
}
