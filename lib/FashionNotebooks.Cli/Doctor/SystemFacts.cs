namespace FashionNotebooks.Cli.Doctor;

/// <summary>What is so on a system, without judgement: the checks judge it. Null stands for what is not there.</summary>
internal sealed record SystemFacts
{
    /// <summary>As in "linux-x64".</summary>
    public required string Platform { get; init; }

    /// <summary>As in "Debian GNU/Linux 12 (bookworm)".</summary>
    public required string SystemName { get; init; }

    /// <summary>What <c>dotnet --version</c> answers in the project's folder.</summary>
    public string? Sdk { get; init; }

    /// <summary>Of Linux alone.</summary>
    public Version? Glibc { get; init; }

    /// <summary>The newest GLIBCXX mark of libstdc++; of Linux alone.</summary>
    public Version? Libstdcxx { get; init; }

    /// <summary>Why libtorch does not compute; null if it does.</summary>
    public string? TorchProblem { get; init; }

    /// <summary>Why Skia does not decode a photo; null if it does.</summary>
    public string? PhotoProblem { get; init; }

    /// <summary>Why ONNX Runtime does not open a model; null if it does.</summary>
    public string? InferenceProblem { get; init; }

    /// <summary>Why USearch does not make a graph; null if it does.</summary>
    public string? GraphProblem { get; init; }

    /// <summary>What this process may use: the machine's, or the container's limit.</summary>
    public long MemoryBytes { get; init; }

    public required Folder Work { get; init; }

    public required Folder Cache { get; init; }

    /// <summary>1.5 as this process writes it.</summary>
    public required string OneAndAHalf { get; init; }

    /// <summary>Variables that name a proxy, with their values.</summary>
    public IReadOnlyDictionary<string, string> Proxies { get; init; } = new Dictionary<string, string>();

    public DateTime Now { get; init; }

    /// <summary>When the program was built.</summary>
    public DateTime Built { get; init; }

    /// <summary>The kernel's description for Jupyter and VS Code.</summary>
    public KernelFile? Kernel { get; init; }

    /// <summary>The description of .NET Interactive's kernel.</summary>
    public KernelFile? Interactive { get; init; }

    /// <param name="Path">Where it is or would be made.</param>
    /// <param name="Problem">Why no file can be written there; null if one can.</param>
    /// <param name="FreeBytes">What its disk has left.</param>
    internal sealed record Folder(string Path, string? Problem, long FreeBytes);

    /// <param name="Path">The kernel.json.</param>
    /// <param name="Program">The assembly that it starts.</param>
    /// <param name="ProgramExists">Whether that is there.</param>
    internal sealed record KernelFile(string Path, string Program, bool ProgramExists);
}
