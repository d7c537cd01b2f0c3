using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CSharpKernel.Execution;
using FashionNotebooks.Engine;
using FashionNotebooks.Search.Graph;
using SkiaSharp;

namespace FashionNotebooks.Cli.Doctor;

/// <summary>Reads the facts of the system that this process runs on. Nothing that is missing here may end it.</summary>
internal static partial class ThisSystem
{
    private static readonly string[] proxies = ["http_proxy", "https_proxy", "all_proxy"];

    public static SystemFacts Read()
    {
        var facts = new SystemFacts
        {
            Platform = RuntimeInformation.RuntimeIdentifier,
            SystemName = RuntimeInformation.OSDescription,
            Sdk = Sdk(),
            Glibc = OperatingSystem.IsLinux() ? Glibc() : null,
            Libstdcxx = OperatingSystem.IsLinux() ? Libstdcxx() : null,
            Libraries =
            [
                new("libtorch", "loads and computes", Problem(Compute)),
                new("Skia", "decodes photos", Problem(Decode)),
                new("ONNX Runtime", "opens models", Problem(Predict)),
                new("USearch", "links graphs to search in", Problem(() => new UsearchGraph(dimension: 2, links: 4).Dispose())),
            ],
            MemoryBytes = MemoryLimit.Bytes(),
            Work = FolderAt(Path.Combine(CourseCommand.Home, "artifacts")),
            Cache = FolderAt(CacheFolder.Path),
            OneAndAHalf = $"{1.5}",
            Proxies = proxies.SelectMany(name => (string[])[name, name.ToUpperInvariant()]).Distinct()
                .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? "").Where(pair => pair.Value.Length > 0)
                    .ToDictionary(),
            Now = DateTime.UtcNow,
            Built = File.GetLastWriteTimeUtc(typeof(ThisSystem).Assembly.Location),
            Kernel = KernelAt(".net-csharp"),
            Interactive = KernelAt(".net-csharp-interactive"),
        };
        return facts with { Libgomp = OperatingSystem.IsLinux() ? Mapped("libgomp") : null }; // libtorch is in memory by now
    }

    private static string? Sdk()
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string? version = null, failed = null;
        string? missing = Problem(() => failed = DotnetCommand.Run(
            ["--version"], CourseCommand.Home, TimeSpan.FromMinutes(1), Heard, CancellationToken.None, host));
        return failed is null && missing is null ? version : null;

        // What else is said, as by COREHOST_TRACE, is no number.
        void Heard(string line) => version = char.IsAsciiDigit(line[0]) ? line : version;
    }

    private static Version? Glibc()
    {
        Version? version = null;
        Problem(() => version = Version.Parse(Marshal.PtrToStringAnsi(GlibcVersion())!)); // another C library has no such function
        return version;
    }

    // The loader alone knows which file it takes; the list of what is mapped tells it.
    private static Version? Libstdcxx()
    {
        const string name = "libstdc++.so.6";
        if (!NativeLibrary.TryLoad(name, out _))
            return null;
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(Mapped(name)!));
        return Mark().Matches(text).Select(match => Version.Parse(match.Groups[1].Value)).Max();
    }

    private static string? Mapped(string name) =>
        File.ReadLines("/proc/self/maps").FirstOrDefault(line => line.Contains(name, StringComparison.Ordinal))?.Split(' ', 6)[5].Trim();

    private static string? Problem(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception e)
        {
            return (e.InnerException is { } inner && e is TypeInitializationException ? inner : e).Message.ReplaceLineEndings(" ");
        }
    }

    private static void Compute()
    {
        NativeTorch.Require();
        using Tensor a = ones(2, 3), b = ones(3, 2), product = a.mm(b), sum = product.sum();
        if (sum.item<float>() != 12)
            throw new InputException($"it computes wrongly: the sum of a product is {sum.item<float>()}, not 12");
    }

    private static void Decode()
    {
        using var drawn = new SKBitmap(16, 8);
        drawn.Erase(SKColors.Red);
        using SKData file = drawn.Encode(SKEncodedImageFormat.Jpeg, 90);
        using SKBitmap read = SKBitmap.Decode(file.ToArray());
        if (read is not { Width: 16, Height: 8 })
            throw new InputException("it cannot read the JPEG file that it wrote");
    }

    private static void Predict()
    {
        var copy = new OnnxGraph();
        copy.Output("y", copy.Input("x", Onnx.TensorProto.Types.DataType.Float, -1, 1), columns: 1);
        new OnnxModel(copy.ToBytes([])).Dispose();
    }

    private static SystemFacts.Folder FolderAt(string path)
    {
        string? problem = Problem(() =>
        {
            string file = Path.Combine(path, $".doctor-{Environment.ProcessId}");
            Directory.CreateDirectory(path);
            File.WriteAllText(file, "");
            File.Delete(file);
        });
        string existing = path;
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!;
        return new SystemFacts.Folder(path, problem, new DriveInfo(existing).AvailableFreeSpace);
    }

    private static SystemFacts.KernelFile? KernelAt(string name)
    {
        string path = Path.Combine(KernelSpec.UserKernels, name, "kernel.json");
        if (!File.Exists(path))
            return null;
        string program = "no program";
        Problem(() => program = (string?)JsonNode.Parse(File.ReadAllText(path))!["argv"]![1] ?? program);
        return new SystemFacts.KernelFile(path, program, File.Exists(program));
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();

    [GeneratedRegex(@"GLIBCXX_(3\.4(\.\d+)?)\0", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
