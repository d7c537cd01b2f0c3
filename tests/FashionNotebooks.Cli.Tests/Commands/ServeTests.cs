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

    [Fact]
    public async Task What_cannot_be_served_is_one_line()
    {
        (await CliRun.Of("serve", "--model", course.At("none"), "--index", course.Index, "--urls", "http://127.0.0.1:0"))
            .AssertOneLine("none");
        (await CliRun.Of("serve", "--model", course.Classifier, "--index", course.Classifier, "--urls", "http://127.0.0.1:0"))
            .AssertOneLine("index");
        (await CliRun.Of("serve", "--model", course.Classifier, "--index", course.Index, "--urls", "https://127.0.0.1:0"))
            .AssertOneLine("https");
    }
}
