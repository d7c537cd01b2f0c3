using System.Text.Json;
using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Protocol;

namespace CSharpKernel.Tests.Protocol;

[Collection("kernel")]
public class RequestTests(KernelFixture kernel)
{
    public static TheoryData<string, string, string> Requests => new()
    {
        { "kernel_info_request", "{}", "kernel_info_reply" },
        { "execute_request", """{"code":"1","silent":false}""", "execute_reply" },
        { "complete_request", """{"code":"Math.Sq","cursor_pos":7}""", "complete_reply" },
        { "inspect_request", """{"code":"Math.Sqrt","cursor_pos":9,"detail_level":0}""", "inspect_reply" },
        { "is_complete_request", """{"code":"1"}""", "is_complete_reply" },
        { "history_request", """{"output":false,"raw":true,"hist_access_type":"tail","n":1}""", "history_reply" },
        { "comm_info_request", "{}", "comm_info_reply" },
        { "connect_request", "{}", "connect_reply" },
        { "interrupt_request", "{}", "interrupt_reply" },
        { "execute_request", "{}", "execute_reply" },
        { "complete_request", """{"code":5,"cursor_pos":"x"}""", "complete_reply" },
        { "complete_request", """{"code":"ab","cursor_pos":99999}""", "complete_reply" },
        { "inspect_request", """{"code":"","cursor_pos":-7}""", "inspect_reply" },
        { "history_request", """{"hist_access_type":"search","pattern":"[(*"}""", "history_reply" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void IsAnsweredBetweenBusyAndIdleWithItsHeaderAsParent(string type, string content, string replyType)
    {
        (Message reply, List<Message> published) = kernel.Ask(type, JsonNode.Parse(content)!.AsObject());
        Assert.Equal(replyType, reply.Type);
        Assert.Equal("status", published[0].Type);
        Assert.Equal("busy", published[0].Text("execution_state"));
        Assert.Equal("idle", published[^1].Text("execution_state"));
    }

    [Fact]
    public void UnknownRequestIsBracketedToo()
    {
        string request = kernel.Client.SendShell("no_such_request", []);
        Assert.Equal("execute_reply", kernel.Run("1").Reply.Type);
        Assert.NotEmpty(request);
    }

    [Fact]
    public void SilentCellPublishesNothingAndDoesNotCount()
    {
        int before = kernel.Run("1").Reply.Number("execution_count", -1);
        JsonObject content = KernelClient.ExecuteContent("Console.WriteLine(1); display(2); 3");
        content["silent"] = true;
        (Message reply, List<Message> published) = kernel.Run(content);
        Assert.Equal(["status", "status"], published.Select(message => message.Type));
        Assert.Equal(before, reply.Number("execution_count", -1));
    }

    [Fact]
    public void CellOutsideHistoryShowsOutputAndDoesNotCount()
    {
        int before = kernel.Run("1").Reply.Number("execution_count", -1);
        JsonObject content = KernelClient.ExecuteContent("40 + 2");
        content["store_history"] = false;
        (Message reply, List<Message> published) = kernel.Run(content);
        Assert.Equal(before, reply.Number("execution_count", -1));
        Assert.Contains(published, message => message.Type == "execute_result" && KernelFixture.Data(message) == "42");
    }

    [Fact]
    public void CellsQueuedBehindAFailedOneAreSkipped()
    {
        string first = kernel.Client.SendShell(
            "execute_request", KernelClient.ExecuteContent("System.Threading.Thread.Sleep(400); throw new Exception(\"first\");"));
        string second = kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("Console.WriteLine(\"never\");"));
        string info = kernel.Client.SendShell("kernel_info_request", []);
        Assert.Equal("error", kernel.Collect(first).Reply.Text("status"));
        (Message reply, List<Message> published) = kernel.Collect(second);
        Assert.Equal("error", reply.Text("status"));
        Assert.Equal("", KernelFixture.Text(published));
        Assert.Equal("ok", kernel.Collect(info).Reply.Text("status"));
        Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
    }

    [Fact]
    public void CellsQueuedBehindAFailedOneRunWhenAskedTo()
    {
        JsonObject content = KernelClient.ExecuteContent("System.Threading.Thread.Sleep(200); throw new Exception(\"first\");");
        content["stop_on_error"] = false;
        string first = kernel.Client.SendShell("execute_request", content);
        string second = kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("7"));
        Assert.Equal("error", kernel.Collect(first).Reply.Text("status"));
        Assert.Equal("ok", kernel.Collect(second).Reply.Text("status"));
    }

    [Fact]
    public void UserExpressionsAreEvaluatedAndNeverFailTheCell()
    {
        JsonObject content = KernelClient.ExecuteContent("var ue = 20;");
        content["user_expressions"] = new JsonObject { ["good"] = "ue + 1", ["bad"] = "nothing_here" };
        (Message reply, _) = kernel.Run(content);
        JsonElement results = reply.Content.GetProperty("user_expressions");
        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal("21", results.GetProperty("good").GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("error", results.GetProperty("bad").GetProperty("status").GetString());
    }

    [Fact]
    public void RequestsKeepTheirOrder()
    {
        string[] ids = [.. Enumerable.Range(0, 30)
            .Select(i => kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent($"{i}")))];
        for (int i = 0; i < ids.Length; i++)
        {
            (_, List<Message> published) = kernel.Collect(ids[i]);
            Assert.Equal($"{i}", KernelFixture.Data(published.Single(message => message.Type == "execute_result")));
        }
    }

    [Fact]
    public void UnknownCommIsClosed()
    {
        string request = kernel.Client.SendShell(
            "comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "none", ["data"] = new JsonObject() });
        Message? close = null;
        while (close is null && kernel.Client.IoPub.TryTake(out Message? message, 10_000))
            close = message.Type == "comm_close" ? message : null;
        Assert.Equal(request, close!.ParentId);
        Assert.Equal("c1", close.Text("comm_id"));
    }

    [Fact]
    public void CursorCountsCodePoints()
    {
        const string code = "var smile = \"😀😀\"; Math.Sqr";
        int points = code.EnumerateRunes().Count();
        (Message reply, _) = kernel.Ask("complete_request", new JsonObject { ["code"] = code, ["cursor_pos"] = points });
        Assert.Equal("Sqrt", reply.Content.GetProperty("matches")[0].GetString());
        Assert.Equal(points - 3, reply.Number("cursor_start", -1));
        Assert.Equal(points, reply.Number("cursor_end", -1));
    }
}
