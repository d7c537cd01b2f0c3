using CSharpKernel.Protocol;

namespace CSharpKernel.Tests.Protocol;

[Collection("kernel")]
public class OutputTests(KernelFixture kernel)
{
    [Fact]
    public void TenThousandLinesArriveWholeAndInOrder()
    {
        (_, List<Message> published) = kernel.Run("for (int i = 0; i < 10000; i++) Console.WriteLine(i);");
        Assert.Equal(string.Concat(Enumerable.Range(0, 10000).Select(i => $"{i}\n")), KernelFixture.Text(published));
    }

    [Fact]
    public void TenMegabytesArriveWhole()
    {
        (_, List<Message> published) = kernel.Run("Console.Write(new string('x', 5_000_000) + new string('y', 5_000_000) + \"end\");");
        string text = KernelFixture.Text(published);
        Assert.Equal(10_000_003, text.Length);
        Assert.EndsWith("yend", text, StringComparison.Ordinal);
    }

    [Fact]
    public void StreamsAndDisplaysKeepTheirOrder()
    {
        (_, List<Message> published) = kernel.Run(
            "Console.Write(\"a\"); Console.Error.Write(\"b\"); display(\"c\"); Console.Write(\"d\"); \"e\"");
        Assert.Equal(
            ["stdout:a", "stderr:b", "display_data:c", "stdout:d", "execute_result:e"],
            published.Where(message => message.Type is "stream" or "display_data" or "execute_result")
                .Select(message => message.Type == "stream"
                    ? $"{message.Text("name")}:{message.Text("text")}"
                    : $"{message.Type}:{KernelFixture.Data(message)}"));
    }

    [Fact]
    public void ErrorIsTheOnlyOutputOfAFailedCell()
    {
        foreach (string code in new[] { "throw new InvalidOperationException(\"boom\");", "int x = \"no\";", "#r \"missing.dll\"", "if (" })
        {
            (_, List<Message> published) = kernel.Run(code);
            Assert.Equal(["status", "execute_input", "error", "status"], published.Select(message => message.Type));
        }
    }

    [Fact]
    public void LaterCellUpdatesADisplay()
    {
        (_, List<Message> first) = kernel.Run("var shown = display(\"old\");");
        (_, List<Message> second) = kernel.Run("shown.Update(\"new\");");
        static string Id(Message message) => message.Content.GetProperty("transient").GetProperty("display_id").GetString()!;
        Message update = second.Single(message => message.Type == "update_display_data");
        Assert.Equal(Id(first.Single(message => message.Type == "display_data")), Id(update));
        Assert.Equal("new", KernelFixture.Data(update));
    }

    [Fact]
    public void UpdatesAreThrottledAndTheLastAlwaysArrives()
    {
        (_, List<Message> published) = kernel.Run("var busy = display(0); for (int i = 1; i <= 5000; i++) busy.Update(i);");
        Message[] updates = [.. published.Where(message => message.Type == "update_display_data")];
        Assert.InRange(updates.Length, 1, 1000);
        Assert.Equal("5000", KernelFixture.Data(updates[^1]));
    }

    [Fact]
    public void OutputAfterIdleBelongsToItsCell()
    {
        (Message reply, _) = kernel.Run(
            "var ended = new TaskCompletionSource(); _ = Task.Run(async () => { await ended.Task; Console.WriteLine(\"late\"); });");
        (Message next, _) = kernel.Run("ended.SetResult();");
        Message late = kernel.Late("stream", reply.ParentId);
        Assert.Equal("late\n", late.Text("text"));
        Assert.Equal(reply.ParentId, late.ParentId);
        Assert.NotEqual(next.ParentId, late.ParentId);
    }

    [Fact]
    public void ClearOutputSaysWhetherToWait()
    {
        (_, List<Message> published) = kernel.Run("Kernel.ClearOutput(true);");
        Assert.True(published.Single(message => message.Type == "clear_output").Flag("wait", false));
    }

    [Fact]
    public void ExceptionOnABackgroundThreadIsShownAndTheKernelLives()
    {
        kernel.Run("var doomed = new System.Threading.Thread(() => throw new Exception(\"on a thread\")); doomed.Start(); doomed.Join();");
        Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
    }

    [Theory]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)")]
    [InlineData("class Ring { public int Next { get => Next + 1; } }\nnew Ring().Next")]
    public void EndlessRecursionIsAnErrorOfTheCell(string code)
    {
        (Message reply, _) = kernel.Run(code);
        Assert.Equal("System.InsufficientExecutionStackException", reply.Text("ename"));
        Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
    }
}
