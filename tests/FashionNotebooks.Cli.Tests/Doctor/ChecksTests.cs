using FashionNotebooks.Cli.Doctor;

namespace FashionNotebooks.Cli.Tests.Doctor;

public sealed class ChecksTests
{
    private static readonly DateTime today = new(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc);

    private static readonly SystemFacts healthy = new()
    {
        Platform = "linux-x64",
        SystemName = "Debian GNU/Linux 12",
        Sdk = "10.0.401",
        Glibc = new Version(2, 36),
        Libstdcxx = new Version(3, 4, 30),
        Libgomp = "/usr/lib/libgomp.so.1",
        Libraries = [new("libtorch", "computes"), new("Skia", "decodes"), new("ONNX Runtime", "opens"), new("USearch", "searches")],
        MemoryBytes = 8L << 30,
        Work = new SystemFacts.Folder("/course/artifacts", null, 50L << 30),
        Cache = new SystemFacts.Folder("/user/.cache", null, 50L << 30),
        OneAndAHalf = "1.5",
        Now = today,
        Built = today.AddDays(-3),
        Kernel = new SystemFacts.KernelFile("/user/kernel.json", "/course/CSharpKernel.dll", ProgramExists: true),
    };

    [Fact]
    public void A_healthy_system_has_nothing_to_cure()
    {
        Finding[] findings = [.. Checks.Of(healthy)];
        Assert.Equal(18, findings.Length);
        Assert.True(Checks.CanRun(findings));
        Assert.All(findings, finding => Assert.True(finding is { State: State.Good, Cure: null }, finding.ToString()));
    }

    [Fact]
    public void Only_Linux_has_glibc()
    {
        SystemFacts mac = healthy with { Platform = "osx-arm64", Glibc = null, Libstdcxx = null, Libgomp = null };
        Assert.Null(Checks.Glibc(mac));
        Assert.Null(Checks.Libstdcxx(mac));
        Assert.Equal(State.Good, Checks.Platform(mac).State);
    }

    public static TheoryData<string, string, string> WhatStopsTheCourse() => new()
    {
        { "linux-arm64", "system", "devcontainer" },
        { "no SDK", "SDK", "dotnet.microsoft.com" },
        { "old SDK", "SDK", "dotnet.microsoft.com" },
        { "old glibc", "glibc", "Debian 12" },
        { "old libstdc++", "libstdc++", "Debian 12" },
        { "no libstdc++", "libstdc++", "apt-get install" },
        { "no libgomp", "libgomp", "apt-get install" },
        { "no torch", "libtorch", "./fashion setup" },
        { "no photos", "Skia", "./fashion setup" },
        { "no inference", "ONNX Runtime", "./fashion setup" },
        { "no graphs", "USearch", "./fashion setup" },
        { "little memory", "memory", "memory" },
        { "full disk", "disk", "free 1 GB" },
        { "no place for results", "results", "copy the project" },
        { "commas", "language", "unset" },
    };

    [Theory]
    [MemberData(nameof(WhatStopsTheCourse))]
    public void What_stops_the_course_is_named_with_its_cure(string system, string name, string cure)
    {
        SystemFacts facts = system switch
        {
            "linux-arm64" => healthy with { Platform = "linux-arm64" },
            "no SDK" => healthy with { Sdk = null },
            "old SDK" => healthy with { Sdk = "9.0.300" },
            "old glibc" => healthy with { Glibc = new Version(2, 31) },
            "old libstdc++" => healthy with { Libstdcxx = new Version(3, 4, 25) },
            "no libstdc++" => healthy with { Libstdcxx = null },
            "no libgomp" => healthy with { Libgomp = null },
            "no torch" => Torn("libtorch"),
            "no photos" => Torn("Skia"),
            "no inference" => Torn("ONNX Runtime"),
            "no graphs" => Torn("USearch"),
            "little memory" => healthy with { MemoryBytes = 500 << 20 },
            "full disk" => healthy with { Work = healthy.Work with { FreeBytes = 0 } },
            "no place for results" => healthy with { Work = healthy.Work with { Problem = "read-only" } },
            "commas" => healthy with { OneAndAHalf = "1,5" },
            _ => throw new ArgumentOutOfRangeException(nameof(system)),
        };
        AssertOnly(State.Bad, facts, name, cure);
    }

    public static TheoryData<string, string, string> WhatTheCourseCanLiveWith() => new()
    {
        { "1.5 GB", "memory", "container" },
        { "0.5 GB of disk", "disk", "free 1 GB" },
        { "read-only home", "cache", "FASHION_CACHE" },
        { "half a proxy", "proxy", "https_proxy" },
        { "wrong proxy", "proxy", "HTTPS_PROXY" },
        { "old clock", "clock", "set the clock" },
        { "no kernel", "kernel", "kernel install" },
        { "lost kernel", "kernel", "kernel install" },
        { "lost .NET Interactive", ".NET Interactive", "--kernel interactive" },
    };

    [Theory]
    [MemberData(nameof(WhatTheCourseCanLiveWith))]
    public void What_the_course_can_live_with_is_a_note_with_its_cure(string system, string name, string cure)
    {
        var lost = new SystemFacts.KernelFile("/user/kernel.json", "/gone.dll", ProgramExists: false);
        SystemFacts facts = system switch
        {
            "1.5 GB" => healthy with { MemoryBytes = 1536L << 20 },
            "0.5 GB of disk" => healthy with { Work = healthy.Work with { FreeBytes = 512 << 20 } },
            "read-only home" => healthy with { Cache = healthy.Cache with { Problem = "read-only" } },
            "half a proxy" => healthy with { Proxies = new Dictionary<string, string> { ["http_proxy"] = "http://proxy:3128" } },
            "wrong proxy" => healthy with { Proxies = new Dictionary<string, string> { ["HTTPS_PROXY"] = "http://" } },
            "old clock" => healthy with { Now = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
            "no kernel" => healthy with { Kernel = null },
            "lost kernel" => healthy with { Kernel = lost },
            "lost .NET Interactive" => healthy with { Interactive = lost },
            _ => throw new ArgumentOutOfRangeException(nameof(system)),
        };
        AssertOnly(State.Note, facts, name, cure);
    }

    [Fact]
    public void A_proxy_is_named_without_its_password()
    {
        Finding finding = Checks.Proxy(
            healthy with { Proxies = new Dictionary<string, string> { ["https_proxy"] = "http://me:secret@proxy:3128" } });
        Assert.Equal(State.Good, finding.State);
        Assert.DoesNotContain("secret", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_finds_this_system_able()
    {
        var document = await CliRun.Json("doctor");
        Assert.True(document.GetProperty("can_run").GetBoolean(), document.ToString());
        string[] states = [.. document.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("state").GetString()!)];
        Assert.Equal(Checks.Of(healthy).Count(), states.Length);
        Assert.DoesNotContain("bad", states);
    }

    private static SystemFacts Torn(string name) =>
        healthy with
        {
            Libraries = [.. healthy.Libraries.Select(library => library.Name == name
            ? library with { Problem = "torn" }
            : library)]
        };

    private static void AssertOnly(State state, SystemFacts facts, string name, string cure)
    {
        Finding finding = Assert.Single(Checks.Of(facts), finding => finding.State != State.Good);
        Assert.Equal(state, finding.State);
        Assert.Equal(name, finding.Name);
        Assert.Contains(cure, finding.Cure, StringComparison.Ordinal);
        Assert.Equal(state == State.Note, Checks.CanRun(Checks.Of(facts)));
    }
}
