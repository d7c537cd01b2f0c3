using System.Diagnostics;
using System.Text.Json.Nodes;
using CSharpKernel.Notebooks;
using CSharpKernel.Protocol;
using NetMQ;
using NetMQ.Sockets;

namespace CSharpKernel.Tests.Protocol;

public class LifetimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void ShutdownAnswersWithItsFlagAndExitsWithZero()
    {
        using var kernel = new KernelProcess(KernelSpec.Own, Path.GetTempPath(), new Dictionary<string, string>());
        string request = kernel.Client.SendControl("shutdown_request", new JsonObject { ["restart"] = true });
        Assert.True(kernel.Client.Control.TryTake(out Message? reply, Limit));
        Assert.Equal(request, reply.ParentId);
        Assert.True(reply.Flag("restart", false));
        Assert.True(kernel.Process.WaitForExit(Limit));
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Fact]
    public void ReaderWhoDoesNotReadDoesNotHoldTheEndUp()
    {
        using var kernel = new KernelProcess(KernelSpec.Own, Path.GetTempPath(), new Dictionary<string, string>());
        using var idle = new SubscriberSocket();
        idle.Options.ReceiveHighWatermark = 1;
        idle.SubscribeToAnyTopic();
        idle.Connect(kernel.Connection.Endpoint(kernel.Connection.IoPub));
        // Once it has got something, it is known to the kernel and owed all that follows.
        while (!idle.HasIn)
            kernel.Client.WaitUntilReady(Limit, () => true);
        const string fiftyMegabytes = "for (int i = 0; i < 50; i++) Console.Write(new string('x', 1_000_000));";
        kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent(fiftyMegabytes));
        Assert.True(kernel.Client.Shell.TryTake(out _, Limit));
        kernel.Client.SendControl("shutdown_request", []);
        Assert.True(kernel.Process.WaitForExit(Limit));
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Fact]
    public void CellThatFillsTheMemoryIsAnErrorAndTheKernelAnswers()
    {
        var limited = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x10000000" };
        using var kernel = new KernelProcess(KernelSpec.Own, Path.GetTempPath(), limited);
        kernel.Client.SendShell(
            "execute_request", KernelClient.ExecuteContent("{ var all = new List<byte[]>(); while (true) all.Add(new byte[1000000]); }"));
        Assert.True(kernel.Client.Shell.TryTake(out Message? reply, Limit));
        Assert.Equal("System.OutOfMemoryException", reply.Text("ename"));
        kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("1"));
        Assert.True(kernel.Client.Shell.TryTake(out reply, Limit));
        Assert.True(reply.Text("status") == "ok", reply.Content.ToString());
    }

    [Fact]
    public void CellThatEndsTheProcessStillGetsAReply()
    {
        using var kernel = new KernelProcess(KernelSpec.Own, Path.GetTempPath(), new Dictionary<string, string>());
        kernel.Client.SendShell("execute_request", KernelClient.ExecuteContent("Environment.Exit(5);"));
        Assert.True(kernel.Client.Shell.TryTake(out Message? reply, Limit));
        Assert.Equal("KernelExit", reply.Text("ename"));
        Assert.True(kernel.Process.WaitForExit(Limit));
        Assert.Equal(5, kernel.Process.ExitCode);
    }

    [Fact]
    public void KernelEndsWithItsParent()
    {
        using Process parent = Process.Start("sleep", "1000");
        var named = new Dictionary<string, string> { ["JPY_PARENT_PID"] = $"{parent.Id}" };
        using var kernel = new KernelProcess(KernelSpec.Own, Path.GetTempPath(), named);
        parent.Kill();
        parent.WaitForExit();
        Assert.True(kernel.Process.WaitForExit(Limit));
    }
}
