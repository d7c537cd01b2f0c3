using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Protocol;
using NetMQ;
using NetMQ.Sockets;

namespace CSharpKernel.Tests.Protocol;

[Collection("kernel")]
public class InterruptTests(KernelFixture kernel)
{
    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("while (true) { try { while (true) { } } catch { } }")]
    [InlineData("System.Threading.Thread.Sleep(100000);")]
    [InlineData("await Task.Delay(100000);")]
    [InlineData("while (true) await Task.Delay(1);")]
    [InlineData("System.Threading.Tasks.Parallel.For(0, 4, i => { while (true) { } });")]
    [InlineData("Task.Run(() => { while (true) { } }).Wait();")]
    [InlineData("new System.Threading.ManualResetEvent(false).WaitOne();")]
    [InlineData("while (true) Console.WriteLine(\"spam\");")]
    [InlineData("int Slow(int n) => n < 2 ? n : Slow(n - 1) + Slow(n - 2); Slow(90)")]
    public void StopsTheCellAndTheStateSurvives(string code)
    {
        kernel.Run("var kept = 42;");
        string request = kernel.StartCell(code);
        string interrupt = kernel.Client.SendControl("interrupt_request", []);
        (Message reply, _) = kernel.Collect(request);
        Assert.Equal("Interrupted", reply.Text("ename"));
        (_, List<Message> published) = kernel.Run("kept");
        Assert.Equal("42", KernelFixture.Data(published.Single(message => message.Type == "execute_result")));
        Assert.NotEmpty(interrupt);
    }

    [Fact]
    public void StopsAUserExpression()
    {
        kernel.Run("int Endless() { System.IO.File.WriteAllText(\"expression\", \"\"); while (true) ; }");
        JsonObject content = KernelClient.ExecuteContent("System.IO.File.Delete(\"expression\");");
        content["user_expressions"] = new JsonObject { ["endless"] = "Endless()" };
        string begun = Path.Combine(Path.GetTempPath(), "expression"), request = kernel.Client.SendShell("execute_request", content);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(begun), TimeSpan.FromMinutes(1)));
        kernel.Client.SendControl("interrupt_request", []);
        Message reply = kernel.Collect(request).Reply;
        Assert.Equal("Interrupted", reply.Content.GetProperty("user_expressions").GetProperty("endless").GetProperty("ename").GetString());
        File.Delete(begun);
    }

    [Fact]
    public void StopRightAfterTheInputIsNeverLost()
    {
        for (int round = 0; round < 20; round++)
        {
            string request = kernel.StartCell("await Task.Delay(100000);");
            kernel.Client.SendControl("interrupt_request", []);
            Assert.Equal("Interrupted", kernel.Collect(request).Reply.Text("ename"));
        }
    }

    [Fact]
    public void StopSkipsWhatWaitedAndRunsWhatIsSentAfterwards()
    {
        string request = kernel.StartCell("while (true) { try { while (true) { } } catch { } }");
        string before = kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("1"));
        // Shell and control are two sockets: these rounds give the queued cell time to arrive.
        for (int round = 0; round < 5; round++)
            kernel.Collect(kernel.Client.SendControl("kernel_info_request", []), onControl: true, stopAtReply: true);
        kernel.Collect(kernel.Client.SendControl("interrupt_request", []), onControl: true, stopAtReply: true);
        string after = kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("2"));
        Assert.Equal("Interrupted", kernel.Collect(request).Reply.Text("ename"));
        Assert.Equal("ExecutionAborted", kernel.Collect(before).Reply.Text("ename"));
        Assert.Equal("ok", kernel.Collect(after).Reply.Text("status"));
    }

    [Fact]
    public void CellThatAnswersAFailureIsNotSkipped()
    {
        for (int round = 0; round < 20; round++)
        {
            string failing = kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("throw new Exception();"));
            kernel.Collect(failing, stopAtReply: true);
            Assert.Equal("ok", kernel.Run("1").Reply.Text("status"));
        }
    }

    [Fact]
    public void ControlAndHeartbeatAnswerWhileACellRuns()
    {
        string request = kernel.StartCell("await Task.Delay(100000);");
        (Message info, _) = kernel.Collect(kernel.Client.SendControl("kernel_info_request", []), onControl: true, stopAtReply: true);
        Assert.Equal("ok", info.Text("status"));
        using var heart = new RequestSocket(kernel.Connection.Endpoint(kernel.Connection.Heartbeat));
        heart.SendFrame("beat");
        Assert.True(heart.TryReceiveFrameString(TimeSpan.FromSeconds(10), out string? beat));
        Assert.Equal("beat", beat);
        kernel.Client.SendControl("interrupt_request", []);
        Assert.Equal("error", kernel.Collect(request).Reply.Text("status"));
    }

    [Fact]
    public void InputGoesToTheFrontEndAndBack()
    {
        string request = kernel.StartCell("var name = await Kernel.GetInputAsync(\"Name?\"); var line = Console.ReadLine(); "
            + "Console.WriteLine(name + line);", allowStdin: true);
        foreach (string answer in new[] { "Ada", "Lovelace" })
        {
            Assert.True(kernel.Client.Stdin.TryTake(out Message? question, 30_000));
            Assert.Equal("input_request", question.Type);
            Assert.False(question.Flag("password", true));
            kernel.Client.Answer(question, answer);
        }
        (_, List<Message> published) = kernel.Collect(request);
        Assert.Equal("AdaLovelace\n", KernelFixture.Text(published));
    }

    [Fact]
    public void PasswordIsMarkedAndWaitingForItCanBeStopped()
    {
        string request = kernel.StartCell("await Kernel.GetPasswordAsync(\"Secret?\")", allowStdin: true);
        Assert.True(kernel.Client.Stdin.TryTake(out Message? question, 30_000));
        Assert.True(question.Flag("password", false));
        kernel.Client.SendControl("interrupt_request", []);
        Assert.Equal("Interrupted", kernel.Collect(request).Reply.Text("ename"));
    }

    [Fact]
    public void InputWithoutAFrontEndIsAnError()
    {
        (Message reply, _) = kernel.Run("Console.ReadLine()");
        Assert.EndsWith("StdinNotAllowedException", reply.Text("ename"), StringComparison.Ordinal);
    }

    [Fact]
    public void DebugRequestIsRefused()
    {
        (Message reply, _) = kernel.Collect(kernel.Client.SendControl("debug_request", new JsonObject()), onControl: true);
        Assert.False(reply.Flag("success", true));
    }
}
