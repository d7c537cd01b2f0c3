using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Protocol;

namespace CSharpKernel.Tests.Protocol;

[Collection("kernel")]
public class HostileMessageTests(KernelFixture kernel)
{
    [Fact]
    public void MessageWithAnotherKeyIsDropped()
    {
        using var stranger = new KernelClient(kernel.Connection, key: "wrong");
        stranger.SendShell("execute_request", KernelClient.ExecuteContent("var stolen = 1;"));
        Assert.Equal("error", kernel.Run("stolen").Reply.Text("status"));
    }

    [Fact]
    public void AThousandRandomMessagesChangeNothing()
    {
        var random = new Random(5);
        byte[] delimiter = Encoding.ASCII.GetBytes("<IDS|MSG>");
        for (int i = 0; i < 1000; i++)
        {
            byte[][] frames = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(5) switch
            {
                0 => delimiter,
                1 => "{}"u8.ToArray(),
                2 => [],
                _ => Bytes(random),
            })];
            kernel.Client.SendRaw(frames);
        }
        Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
    }

    [Fact]
    public void SignedNonsenseIsSurvived()
    {
        var codec = new MessageCodec(kernel.Connection.Key);
        JsonNode?[] contents = [null, JsonValue.Create(5), new JsonArray(), new JsonObject { ["code"] = new JsonArray() }];
        foreach (JsonNode? content in contents)
        {
            foreach (string type in new[] { "execute_request", "complete_request", "history_request", "comm_open", "shutdown", "" })
                kernel.Client.SendRaw(codec.Encode(type, new JsonObject { ["x"] = content?.DeepClone() }, null, []));
        }
        Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
    }

    /// <summary>Whoever can reach the ports may connect without a key: what he writes must cost neither memory nor the kernel.</summary>
    [Fact]
    public void StrangersWhoDoNotSpeakTheProtocolChangeNothing()
    {
        var random = new Random(7);
        byte[] greeting = [0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f], third = [.. greeting, 3, 0, .. "NULL"u8, .. new byte[48]];
        byte[][] texts =
        [
            [], "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), [0xff], greeting, [.. greeting, 0], [.. greeting, 1, 5], [.. greeting, 2, 5], third,
            // Frames that claim to be larger than memory, in each version of the protocol.
            [0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7e], [0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0],
            [.. greeting, 1, 5, 2, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff], [.. third, 2, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            [.. third, 4, 5, 200, .. "READY"u8], [.. third, 4, 6, 5, .. "READY"u8, 2, 0, 0, 0, 0, 0x7f, 0, 0, 0],
            .. Enumerable.Range(0, 30).Select(_ => Bytes(random)),
            .. Enumerable.Range(0, 30).Select(_ => (byte[])[.. third, .. Bytes(random)]),
        ];
        foreach (int port in Ports)
        {
            foreach (byte[] text in texts)
            {
                using var stranger = new TcpClient("127.0.0.1", port);
                stranger.GetStream().Write(text);
                // Half of them end with a reset instead of a farewell.
                stranger.LingerState = new LingerOption(random.Next(2) == 0, 0);
            }
        }
        Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
        using var newcomer = new KernelClient(kernel.Connection);
        newcomer.WaitUntilReady(TimeSpan.FromSeconds(30), () => true);
    }

    [Fact]
    public void OnlyThisMachineReachesTheKernel()
    {
        IPEndPoint[] all = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        IPEndPoint[] own = [.. all.Where(listener => Ports.Contains(listener.Port))];
        Assert.Equal(Ports.Order(), own.Select(listener => listener.Port).Order());
        Assert.All(own, listener => Assert.True(IPAddress.IsLoopback(listener.Address), $"{listener}"));
    }

    private ConnectionFile File => kernel.Connection;

    private int[] Ports => [File.Shell, File.Control, File.Stdin, File.IoPub, File.Heartbeat];

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }
}
