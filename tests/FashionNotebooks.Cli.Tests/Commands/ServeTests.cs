using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FashionNotebooks.Cli.Tests.Commands;

/// <summary><c>fashion serve</c> as a process: it says where it serves, and Ctrl-C ends it in order.</summary>
[Collection(CourseCollection.Name)]
public sealed class ServeTests(Course course)
{
    [Fact]
    public async Task Serves_until_Ctrl_C()
    {
        using CliProcess process = CliProcess.Start(
            "serve", "--model", course.Classifier, "--index", course.Index, "--urls", "http://127.0.0.1:0", "--threads", "1");
        Assert.True(await process.Reads("serving on http://127.0.0.1:"));
        process.PressControlC();
        CliRun run = await process.End();
        Assert.True(run.Exit == 0, run.Error);
        Assert.Contains("stopping", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    /// <summary>A request in progress has longer than another command's last work.</summary>
    [Fact]
    public async Task A_request_that_has_begun_is_answered_after_the_signal()
    {
        using CliProcess process = CliProcess.Start(
            "serve", "--model", course.Classifier, "--index", course.Index, "--urls", "http://127.0.0.1:0", "--threads", "1");
        string line = await process.Line("serving on ");
        var address = new Uri(line.Split(' ')[2]);
        using var client = new TcpClient(address.Host, address.Port);
        await using NetworkStream stream = client.GetStream();
        byte[] photo = await File.ReadAllBytesAsync(course.Query);
        using var reader = new StreamReader(stream);
        async Task<string?> Said() => await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        string head = $"POST /api/search HTTP/1.1\r\nHost: {address.Authority}\r\nExpect: 100-continue\r\n"
            + $"Content-Length: {photo.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        Assert.Equal("HTTP/1.1 100 Continue", await Said()); // it has begun to read
        process.Terminate();
        await Task.Delay(TimeSpan.FromSeconds(2.5)); // other commands get 1.5
        await stream.WriteAsync(photo);
        Assert.Equal("", await Said());
        Assert.Equal("HTTP/1.1 200 OK", await Said());
        Assert.Equal(0, (await process.End()).Exit);
    }

    [Fact]
    public async Task What_cannot_be_served_is_one_line()
    {
        (await CliRun.Of("serve", "--model", course.At("none"), "--index", course.Index, "--urls", "http://127.0.0.1:0"))
            .AssertOneLine("none");
        (await CliRun.Of("serve", "--model", course.Classifier, "--index", course.Classifier, "--urls", "http://127.0.0.1:0"))
            .AssertOneLine("index");
        (await CliRun.Of("serve", "--model", course.Classifier, "--index", course.Index, "--urls", "https://127.0.0.1:0"))
            .AssertOneLine("https");
        (await CliRun.Of("serve", "--model", course.Classifier, "--index", course.Index, "--urls", "http://127.0.0.l:0"))
            .AssertOneLine("127.0.0.l", "IP address");
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        (await CliRun.Of("serve", "--model", course.Classifier, "--index", course.Index, "--urls", $"http://{busy.LocalEndpoint}"))
            .AssertOneLine("cannot listen on", "choose another address");
    }
}
