using static FashionNotebooks.Cli.Doctor.Finding;

namespace FashionNotebooks.Cli.Doctor;

/// <summary>Each check looks at the facts of a system and says what it finds in them; null where it has
/// nothing to say on this system.</summary>
internal static class Checks
{
    private const long Gigabyte = 1L << 30;
    private const string Devcontainer = "open the devcontainer (.devcontainer/)";
    private static readonly string[] platforms = ["linux-x64", "win-x64", "osx-arm64"];

    public static IEnumerable<Finding> Of(SystemFacts facts) => ((IEnumerable<Finding?>)
    [
        Platform(facts), Sdk(facts), Glibc(facts), Libstdcxx(facts), Libgomp(facts), .. facts.Libraries.Select(Library),
        Memory(facts), Disk(facts), Work(facts), Cache(facts), Numbers(facts), Proxy(facts), Clock(facts), Kernel(facts),
        Interactive(facts),
    ]).OfType<Finding>();

    public static bool CanRun(IEnumerable<Finding> findings) => findings.All(finding => finding.State != State.Bad);

    public static Finding Platform(SystemFacts facts) => platforms.Contains(facts.Platform)
        ? Good("system", $"{facts.SystemName}, {facts.Platform}")
        : Bad("system", $"{facts.SystemName} is {facts.Platform}, for which libtorch does not come",
            $"use Linux x64, Windows x64 or macOS arm64, or {Devcontainer} on one of these");

    private static Finding Sdk(SystemFacts facts)
    {
        const string cure = "install the .NET 10 SDK: https://dotnet.microsoft.com/download";
        if (facts.Sdk is not { } sdk)
            return Bad("SDK", "no .NET 10 SDK is here; notebooks are compiled with it", cure);
        bool known = int.TryParse(sdk.Split('.')[0], CultureInfo.InvariantCulture, out int major);
        return known && major >= 10 ? Good("SDK", $".NET SDK {sdk}") : Bad("SDK", $"the .NET SDK is {sdk}", cure);
    }

    public static Finding? Glibc(SystemFacts facts) => facts.Glibc switch
    {
        null => null,
        { } version when version >= new Version(2, 34) => Good("glibc", $"{version}, 2.34 is needed"),
        { } version => Bad(
            "glibc", $"{version} is older than the 2.34 that TorchSharp needs", $"use Debian 12, Ubuntu 22.04 or newer, or {Devcontainer}"),
    };

    public static Finding? Libstdcxx(SystemFacts facts)
    {
        if (facts.Glibc is null)
            return null;
        if (facts.Libstdcxx is not { } mark)
            return Bad("libstdc++", "libstdc++.so.6 is missing", "on Debian: apt-get install libstdc++6");
        if (mark < new Version(3, 4, 26))
            return Bad("libstdc++", $"GLIBCXX_{mark} is older than the 3.4.26 that libtorch needs",
                $"use Debian 12, Ubuntu 22.04 or newer, or {Devcontainer}");
        return Good("libstdc++", mark >= new Version(3, 4, 32)
            ? $"GLIBCXX_{mark}, as TorchSharp asks for"
            : $"GLIBCXX_{mark}; TorchSharp asks for 3.4.32, and the build makes it do without");
    }

    private static Finding? Libgomp(SystemFacts facts) => facts.Glibc is null ? null
        : facts.Libgomp is { } file ? Good("libgomp", $"threads run on {file}")
        : Bad("libgomp", "libgomp.so.1 is missing, and libtorch brought none", "on Debian: apt-get install libgomp1");

    private static Finding Library(SystemFacts.Library library) => library.Problem is not { } problem
        ? Good(library.Name, library.Does)
        : Bad(library.Name, problem, "delete the folder artifacts and run ./fashion setup; if that does not help, " + Devcontainer);

    private static Finding Memory(SystemFacts facts) => facts.MemoryBytes switch
    {
        < Gigabyte => Bad("memory", $"{Size(facts.MemoryBytes)}; the course needs 1 GB", "give the machine or the container more memory"),
        < 2 * Gigabyte => Note("memory", $"{Size(facts.MemoryBytes)}; the course is at ease with 2 GB",
            "close other programs while it runs, or give the container more"),
        _ => Good("memory", Size(facts.MemoryBytes)),
    };

    private static Finding Disk(SystemFacts facts)
    {
        string says = $"{Size(facts.Work.FreeBytes)} free for {facts.Work.Path}";
        return facts.Work.FreeBytes switch
        {
            < Gigabyte / 4 => Bad("disk", says, "free 1 GB"),
            < Gigabyte => Note("disk", says, "free 1 GB before training on many photos"),
            _ => Good("disk", says),
        };
    }

    private static Finding Work(SystemFacts facts) => facts.Work.Problem is { } problem
        ? Bad("results", $"nothing can be written in {facts.Work.Path}: {problem}", "copy the project to a folder of your own")
        : Good("results", $"go to {facts.Work.Path}");

    private static Finding Cache(SystemFacts facts) => facts.Cache.Problem is { } problem
        ? Note("cache", $"nothing can be written in {facts.Cache.Path}: {problem}; photos are decoded again in every run",
            "set the variable FASHION_CACHE to a folder of your own")
        : Good("cache", $"decoded photos are kept in {facts.Cache.Path}");

    private static Finding Numbers(SystemFacts facts) => facts.OneAndAHalf == "1.5"
        ? Good("language", "numbers are written alike in every language")
        : Bad("language", $"1.5 is written '{facts.OneAndAHalf}' here, which files and tables do not expect",
            "unset the variable DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");

    public static Finding Proxy(SystemFacts facts)
    {
        string[] wrong = [.. facts.Proxies.Where(proxy => !IsAddress(proxy.Value)).Select(proxy => proxy.Key)
            .Order(StringComparer.Ordinal)];
        if (wrong.Length > 0)
            return Note("proxy", $"{string.Join(", ", wrong)} is no address, so downloads fail",
                $"export {wrong[0]}=http://HOST:PORT, or unset it");
        if (facts.Proxies.Count == 0)
            return Good("proxy", "none is set");
        return facts.Proxies.Keys.Any(name => !name.Equals("http_proxy", StringComparison.OrdinalIgnoreCase))
            ? Good("proxy", $"downloads go through {string.Join(", ", facts.Proxies.Keys.Order(StringComparer.Ordinal))}")
            : Note("proxy", "http_proxy is set and https_proxy is not, so downloads go past the proxy",
                "export https_proxy=\"$http_proxy\"");
    }

    private static Finding Clock(SystemFacts facts) => facts.Now < facts.Built.AddDays(-1)
        ? Note("clock", $"it says {facts.Now:yyyy-MM-dd}, but the program was built on {facts.Built:yyyy-MM-dd}; downloads fail and "
            + "builds are not renewed",
            "set the clock: timedatectl set-ntp true")
        : Good("clock", $"it says {facts.Now:yyyy-MM-dd}");

    private static Finding Kernel(SystemFacts facts) => Installed("kernel", facts.Kernel, "./fashion kernel install")
        ?? Note("kernel", "Jupyter and VS Code do not know the course's kernel yet; ./fashion course needs none",
            "./fashion kernel install");

    private static Finding Interactive(SystemFacts facts) =>
        Installed(".NET Interactive", facts.Interactive, "./fashion kernel install --kernel interactive")
        ?? Good(".NET Interactive", "not installed; notebooks do without (./fashion kernel install --kernel interactive)");

    private static Finding? Installed(string name, SystemFacts.KernelFile? file, string cure) => file switch
    {
        null => null,
        { ProgramExists: false } => Note(name, $"{file.Path} names {file.Program}, which is gone", cure),
        _ => Good(name, $"installed: {file.Path}"),
    };

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : $"http://{value}", UriKind.Absolute, out Uri? address)
            && address.Host.Length > 0;

    private static string Size(long bytes) => $"{(double)bytes / Gigabyte:0.0} GB";
}

/// <summary>What one check found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">Whether the course can live with it.</param>
/// <param name="Says">What is there, in plain words.</param>
/// <param name="Cure">What to do about it; null when nothing needs doing.</param>
internal sealed record Finding(string Name, State State, string Says, string? Cure = null)
{
    public static Finding Good(string name, string says) => new(name, State.Good, says);

    /// <summary>The course runs, something else does not or less well.</summary>
    public static Finding Note(string name, string says, string cure) => new(name, State.Note, says, cure);

    /// <summary>The course cannot run.</summary>
    public static Finding Bad(string name, string says, string cure) => new(name, State.Bad, says, cure);
}

internal enum State
{
    Good,
    Note,
    Bad,
}
