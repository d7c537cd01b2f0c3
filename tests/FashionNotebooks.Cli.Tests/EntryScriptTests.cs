using System.Diagnostics;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Cli.Tests;

/// <summary>The entry script on a machine that lacks something: one line that says what to do. Programs are faked by a PATH of its own.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EntryScriptTests : IDisposable
{
    private static readonly string[] Plain =
        ["env", "readlink", "dirname", "cat", "sed", "grep", "find", "cmp", "mkdir", "cp", "uname", "mktemp", "mv", "rm", "sort", "head", "basename", "awk"];

    private readonly string folder = Directory.CreateTempSubdirectory("script-").FullName;

    public EntryScriptTests()
    {
        string root = ProjectRoot.Path;
        Directory.CreateDirectory(At("bin"));
        Directory.CreateDirectory(At("packages"));
        Directory.CreateDirectory(At("lib"));
        foreach (string file in (string[])["fashion", "global.json", "packages/run.txt", "Directory.Build.props", "Directory.Packages.props"])
            File.Copy(Path.Combine(root, file), At(file));
        foreach (string name in Plain)
            File.CreateSymbolicLink(At($"bin/{name}"), File.Exists($"/usr/bin/{name}") ? $"/usr/bin/{name}" : $"/bin/{name}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_the_SDK_it_says_where_to_get_it() => Expect(".NET SDK");

    [Fact]
    public void Without_Debian_it_points_to_the_devcontainer()
    {
        Fake("dotnet", "echo 10.0.401");
        Expect("devcontainer");
    }

    [Fact]
    public void An_old_SDK_is_named()
    {
        Fake("dotnet", "echo 8.0.100");
        Expect("8.0.100");
    }

    [Fact]
    public void Without_apt_it_names_the_packages()
    {
        Fake("dotnet", "echo 10.0.401");
        Fake("dpkg-query", "exit 1");
        Fake("id", "echo 0");
        Expect("apt-get is missing");
    }

    [Fact]
    public void Without_root_it_says_what_an_administrator_runs()
    {
        Fake("dotnet", "echo 10.0.401");
        Fake("dpkg-query", "exit 1");
        Fake("id", "echo 1000");
        Expect("ask an administrator to run: apt-get install");
    }

    [Fact]
    public void Without_a_compiler_it_says_so()
    {
        Fake("dotnet", "echo 10.0.401");
        Fake("dpkg-query", "echo install ok installed");
        Expect("a C++ compiler are missing");
    }

    private void Expect(string part)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/bash", [At("fashion"), "course"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = At("bin") },
        })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private void Fake(string name, string body)
    {
        File.WriteAllText(At($"bin/{name}"), $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(At($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private string At(string name) => Path.Combine(folder, name);
}
