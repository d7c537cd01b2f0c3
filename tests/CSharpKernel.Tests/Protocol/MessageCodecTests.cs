using System.Text;
using System.Text.Json.Nodes;
using CSharpKernel.Protocol;
using Microsoft.DotNet.Interactive.Formatting;

namespace CSharpKernel.Tests.Protocol;

/// <summary>Messages whose texts are no texts: they are dropped, or read as if the field were not there.</summary>
public class MessageCodecTests
{
    private readonly MessageCodec codec = new("");

    [Theory]
    [InlineData("""{"msg_id":"\ud800","msg_type":"execute_request"}""", "{}")]
    [InlineData("""{"msg_id":"1","msg_type":"\udc00"}""", "{}")]
    [InlineData("""{"msg_id":"1","msg_type":"x"}""", "[]")]
    [InlineData("""{"msg_id":1,"msg_type":"x"}""", "{}")]
    public void A_message_without_a_name_is_dropped(string header, string content) =>
        Assert.Null(Decode(header, Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_field_that_is_no_text_reads_as_none()
    {
        const string header = """{"msg_id":"1","msg_type":"execute_request"}""";
        Assert.Equal("none", Decode(header, """{"code":"\ud800"}"""u8.ToArray())!.Text("code", "none"));
        Assert.Equal(3, Decode(header, """{"\ud800":1,"n":"3"}"""u8.ToArray())!.Number("n", 3));
        Assert.Equal("none", Decode(header, [.. """{"code":" """u8, 0xFF, .. "\"}"u8])!.Text("code", "none"));
    }

    [Fact]
    public void Json_as_deep_as_a_cell_may_show_it_is_sent()
    {
        string deepest = new string('[', 64) + new string(']', 64);
        var data = new JsonObject { ["application/json"] = MimeBundle.Parsed(deepest) };
        List<byte[]> frames = codec.Encode("display_data", new JsonObject { ["data"] = data }, null, []);
        Assert.Contains(deepest, Encoding.UTF8.GetString(frames[^1]), StringComparison.Ordinal);
    }

    private Message? Decode(string header, byte[] content) => codec.Decode(
        ["<IDS|MSG>"u8.ToArray(), [], Encoding.UTF8.GetBytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), content]);
}
