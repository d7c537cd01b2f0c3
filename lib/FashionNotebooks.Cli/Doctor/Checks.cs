using System.Globalization;

namespace FashionNotebooks.Cli.Doctor;

/// <summary>Each check looks at the facts of a system and says what it finds in them; null where it has nothing to say on this system.</summary>
internal static class Checks
{
    private const long Gigabyte = 1L << 30;
    private const string Devcontainer = "open the devcontainer (.devcontainer/)";
    private static readonly string[] platforms = ["linux-x64", "win-x64", "osx-arm64"];

    private static readonly Func<SystemFacts, Finding?>[] all =
        [Platform, Sdk, Glibc, Libstdcxx, Torch, Photos, Inference, Graphs, Memory, Disk, Work, Cache, Numbers, Proxy, Clock, Kernel, Interactive];

    public static IEnumerable<Finding> Of(SystemFacts facts) => all.Select(check => check(facts)).OfType<Finding>();

    public static bool CanRun(IEnumerable<Finding> findings) => findings.All(finding => finding.State != State.Bad);

    public static Finding Platform(SystemFacts facts) => platforms.Contains(facts.Platform)
        ? Finding.Good("system", $"{facts.SystemName}, {facts.Platform}")
        : Finding.Bad("system", $"{facts.SystemName} is {facts.Platform}, for which libtorch does not come", $"use Linux x64, Windows x64 or macOS arm64, or {Devcontainer} on one of these");

    public static Finding Sdk(SystemFacts facts)
    {
        const string cure = "install the .NET 10 SDK: https://dotnet.microsoft.com/download";
        if (facts.Sdk is not { } sdk)
            return Finding.Bad("SDK", "no .NET 10 SDK is here; notebooks are compiled with it", cure);
        bool known = int.TryParse(sdk.Split('.')[0], CultureInfo.InvariantCulture, out int major);
        return known && major >= 10 ? Finding.Good("SDK", $".NET SDK {sdk}") : Finding.Bad("SDK", $"the .NET SDK is {sdk}", cure);
    }

    public static Finding? Glibc(SystemFacts facts) => facts.Glibc switch
    {
        null => null,
        { } version when version >= new Version(2, 34) => Finding.Good("glibc", $"{version}, 2.34 is needed"),
        { } version => Finding.Bad("glibc", $"{version} is older than the 2.34 that TorchSharp needs", $"use Debian 12, Ubuntu 22.04 or newer, or {Devcontainer}"),
    };

    public static Finding? Libstdcxx(SystemFacts facts)
    {
        if (facts.Glibc is null)
            return null;
        if (facts.Libstdcxx is not { } mark)
            return Finding.Bad("libstdc++", "libstdc++.so.6 is missing", "on Debian: apt-get install libstdc++6");
        if (mark < new Version(3, 4, 26))
            return Finding.Bad("libstdc++", $"GLIBCXX_{mark} is older than the 3.4.26 that libtorch needs", $"use Debian 12, Ubuntu 22.04 or newer, or {Devcontainer}");
        return Finding.Good("libstdc++", mark >= new Version(3, 4, 32)
            ? $"GLIBCXX_{mark}, as TorchSharp asks for"
            : $"GLIBCXX_{mark}; TorchSharp asks for 3.4.32, and the build makes it do without");
    }

    public static Finding Torch(SystemFacts facts) => Library("libtorch", "loads and computes", facts.TorchProblem);

    public static Finding Photos(SystemFacts facts) => Library("Skia", "decodes photos", facts.PhotoProblem);

    public static Finding Inference(SystemFacts facts) => Library("ONNX Runtime", "opens models", facts.InferenceProblem);

    public static Finding Graphs(SystemFacts facts) => Library("USearch", "searches graphs", facts.GraphProblem);

    public static Finding Memory(SystemFacts facts) => facts.MemoryBytes switch
    {
        < Gigabyte => Finding.Bad("memory", $"{Size(facts.MemoryBytes)}; the course needs 1 GB", "give the machine or the container more memory"),
        < 2 * Gigabyte => Finding.Note("memory", $"{Size(facts.MemoryBytes)}; the course is at ease with 2 GB", "close other programs while it runs, or give the container more"),
        _ => Finding.Good("memory", Size(facts.MemoryBytes)),
    };

    public static Finding Disk(SystemFacts facts) => facts.Work.FreeBytes switch
    {
        < Gigabyte / 4 => Finding.Bad("disk", $"{Size(facts.Work.FreeBytes)} free for {facts.Work.Path}", "free 1 GB"),
        < Gigabyte => Finding.Note("disk", $"{Size(facts.Work.FreeBytes)} free for {facts.Work.Path}", "free 1 GB before training on many photos"),
        _ => Finding.Good("disk", $"{Size(facts.Work.FreeBytes)} free for {facts.Work.Path}"),
    };

    public static Finding Work(SystemFacts facts) => facts.Work.Problem is { } problem
        ? Finding.Bad("results", $"nothing can be written in {facts.Work.Path}: {problem}", "copy the project to a folder of your own")
        : Finding.Good("results", $"go to {facts.Work.Path}");

    public static Finding Cache(SystemFacts facts) => facts.Cache.Problem is { } problem
        ? Finding.Note("cache", $"nothing can be written in {facts.Cache.Path}: {problem}; photos are decoded again in every run", "set the variable FASHION_CACHE to a folder of your own")
        : Finding.Good("cache", $"decoded photos are kept in {facts.Cache.Path}");

    public static Finding Numbers(SystemFacts facts) => facts.OneAndAHalf == "1.5"
        ? Finding.Good("language", "numbers are written alike in every language")
        : Finding.Bad("language", $"1.5 is written '{facts.OneAndAHalf}' here, which files and tables do not expect", "unset the variable DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");

    public static Finding Proxy(SystemFacts facts)
    {
        string[] wrong = [.. facts.Proxies.Where(proxy => !IsAddress(proxy.Value)).Select(proxy => proxy.Key).Order(StringComparer.Ordinal)];
        if (wrong.Length > 0)
            return Finding.Note("proxy", $"{string.Join(", ", wrong)} is no address, so downloads fail", $"export {wrong[0]}=http://HOST:PORT, or unset it");
        if (facts.Proxies.Count == 0)
            return Finding.Good("proxy", "none is set");
        return facts.Proxies.Keys.Any(name => !name.Equals("http_proxy", StringComparison.OrdinalIgnoreCase))
            ? Finding.Good("proxy", $"downloads go through {string.Join(", ", facts.Proxies.Keys.Order(StringComparer.Ordinal))}")
            : Finding.Note("proxy", "http_proxy is set and https_proxy is not, so downloads go past the proxy", "export https_proxy=\"$http_proxy\"");
    }

    public static Finding Clock(SystemFacts facts) => facts.Now < facts.Built.AddDays(-1)
        ? Finding.Note("clock", $"it says {Day(facts.Now)}, but the program was built on {Day(facts.Built)}; downloads fail and builds are not renewed", "set the clock: timedatectl set-ntp true")
        : Finding.Good("clock", $"it says {Day(facts.Now)}");

    public static Finding Kernel(SystemFacts facts) => facts.Kernel switch
    {
        null => Finding.Note("kernel", "Jupyter and VS Code do not know the course's kernel yet; ./fashion course needs none", "./fashion kernel install"),
        { ProgramExists: false } file => Finding.Note("kernel", $"{file.Path} names {file.Program}, which is gone", "./fashion kernel install"),
        { } file => Finding.Good("kernel", $"installed: {file.Path}"),
    };

    public static Finding Interactive(SystemFacts facts) => facts.Interactive switch
    {
        { ProgramExists: false } file => Finding.Note(".NET Interactive", $"{file.Path} names {file.Program}, which is gone", "./fashion kernel install --kernel interactive"),
        { } file => Finding.Good(".NET Interactive", $"installed: {file.Path}"),
        null => Finding.Good(".NET Interactive", "not installed; notebooks do without (./fashion kernel install --kernel interactive)"),
    };

    private static Finding Library(string name, string does, string? problem) => problem is null
        ? Finding.Good(name, does)
        : Finding.Bad(name, problem, "delete the folder artifacts and run ./fashion setup; if that does not help, " + Devcontainer);

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : $"http://{value}", UriKind.Absolute, out Uri? address) && address.Host.Length > 0;

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Gigabyte:0.0} GB");

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
