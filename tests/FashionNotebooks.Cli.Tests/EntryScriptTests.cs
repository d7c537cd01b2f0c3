using System.Diagnostics;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

/// <summary>The entry script on a machine that lacks something: one line that says what to do. Programs
/// are faked by a PATH of its own.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EntryScriptTests : IDisposable
{
    private static readonly string[] Plain =
        ["env", "readlink", "dirname", "cat", "sed", "grep", "find", "cmp", "mkdir", "cp", "mktemp", "mv", "rm", "sort", "head", "tail",
            "basename", "awk"];

    private readonly string folder = Directory.CreateTempSubdirectory("script-").FullName;

    public EntryScriptTests()
    {
        string root = ProjectRoot.Path;
        foreach (string name in (string[])["bin", "packages", "lib", "tests/Some.Tests", "tests/npm"])
            Directory.CreateDirectory(At(name));
        foreach (string file in (string[])["fashion", "global.json", "packages/test.txt", "Directory.Build.props"])
            File.Copy(Path.Combine(root, file), At(file));
        File.WriteAllText(At("tests/Some.Tests/Some.Tests.csproj"), "");
        foreach (string name in Plain)
            File.CreateSymbolicLink(At($"bin/{name}"), File.Exists($"/usr/bin/{name}") ? $"/usr/bin/{name}" : $"/bin/{name}");
        System("Linux", "x86_64");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_the_SDK_it_says_where_to_get_it() =>
        Assert.Contains(".NET SDK is missing", OnlyComplaint("course"), StringComparison.Ordinal);

    [Fact]
    public void An_old_SDK_is_named()
    {
        Fake("dotnet", "echo 8.0.100");
        Assert.Contains("8.0.100", OnlyComplaint("course"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Linux", "aarch64")]
    [InlineData("Darwin", "x86_64")]
    public void A_system_without_libtorch_is_pointed_to_the_devcontainer(string kernel, string processor)
    {
        System(kernel, processor);
        Dotnet(publish: ":");
        string line = OnlyComplaint("course");
        Assert.Contains($"not for {kernel} {processor}", line, StringComparison.Ordinal);
        Assert.Contains("devcontainer", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error NU1301: Unable to load the service index", "no network")]
    [InlineData("No space left on device : '/x'", "the disk is full")]
    [InlineData("something else", "build.log")]
    public void A_build_that_fails_names_the_cause_and_the_log(string output, string part)
    {
        Dotnet(publish: $"echo \"{output}\"; exit 1");
        Assert.Contains(part, Complaints("course")[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Linux", "x86_64")]
    [InlineData("Darwin", "arm64")]
    public void It_builds_once_and_again_when_a_source_is_newer(string kernel, string processor)
    {
        System(kernel, processor);
        Dotnet(publish: "echo published >>\"$FASHION_HOME/published\"");
        string source = At("lib/source.cs");
        File.WriteAllText(source, "");
        foreach (string word in (string[])["course", "search", "setup"])
            Assert.Equal(0, Run(word).Exit);
        Assert.Single(File.ReadLines(At("published")));
        File.SetLastWriteTimeUtc(source, DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(0, Run("course").Exit);
        Assert.Equal(2, File.ReadLines(At("published")).Count());
    }

    [Theory]
    [InlineData("setup", "false")]
    [InlineData("test", "true")]
    public void Analyzers_run_before_tests_only(string word, string run)
    {
        Dotnet(publish: "echo \"$@\" >>\"$FASHION_HOME/published\"", test: "echo '     Passed: 3'");
        Assert.Equal(0, Run(word).Exit);
        Assert.EndsWith($"-p:RunAnalyzers={run}", Assert.Single(File.ReadLines(At("published"))), StringComparison.Ordinal);
    }

    [Fact]
    public void It_works_through_a_link()
    {
        Dotnet(publish: ":");
        File.CreateSymbolicLink(At("bin/fashion"), "../fashion");
        Assert.Equal(0, Run("setup", At("bin/fashion")).Exit);
    }

    [Fact]
    public void Tests_run_without_root_and_say_what_an_administrator_can_add()
    {
        Dotnet(publish: ":", test: "echo '     Passed: 3'; echo '    Skipped: 1'");
        Fake("apt-get", "exit 1");
        Fake("dpkg-query", "exit 1");
        Fake("id", "echo 1000");
        (int exit, string output, string error) = Run("test");
        Assert.Equal(0, exit);
        Assert.EndsWith("1 skipped\n3 passed, 0 failed\n", output, StringComparison.Ordinal);
        Assert.Contains("as root: apt-get install --no-install-recommends", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_test_fails_the_run()
    {
        Dotnet(publish: ":", test: "echo '     Passed: 3'; echo '     Failed: 1'");
        (int exit, string output, _) = Run("test");
        Assert.Equal(1, exit);
        Assert.EndsWith("3 passed, 1 failed\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./fashion")]
    [InlineData("fashion.cmd")]
    public void Both_scripts_know_the_same_words_and_settings(string name)
    {
        string script = File.ReadAllText(Path.Combine(ProjectRoot.Path, name));
        foreach (string word in (string[])["setup", "test", "FASHION_HOME", "DOTNET_TieredPGO=0", "DOTNET_GCgen0size=1000000",
            "DOTNET_GCLOHThreshold=800000", "DOTNET_CLI_UI_LANGUAGE=en", "publish", "-nodeReuse:false", "RunAnalyzers=false", "passed,"])
            Assert.Contains(word, script, StringComparison.Ordinal);
    }

    private string[] Complaints(params string[] words)
    {
        (int exit, string output, string error) = Run(words[0]);
        Assert.Equal(1, exit);
        Assert.Empty(output);
        return error.TrimEnd().Split('\n');
    }

    private string OnlyComplaint(string word) => Assert.Single(Complaints(word));

    private (int Exit, string Output, string Error) Run(string word, string? script = null)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/bash", [script ?? At("fashion"), word])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = At("bin") },
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private void System(string kernel, string processor) => Fake("uname", $"case $1 in -s) echo {kernel} ;; -m) echo {processor} ;; esac");

    private void Dotnet(string publish, string test = ":") =>
        Fake("dotnet", $"case $1 in --version) echo 10.0.401 ;; publish) {publish} ;; test) {test} ;; esac");

    private void Fake(string name, string body)
    {
        File.WriteAllText(At($"bin/{name}"), $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(At($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private string At(string name) => Path.Combine(folder, name);
}
