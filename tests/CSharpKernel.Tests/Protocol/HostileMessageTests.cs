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

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }
}
