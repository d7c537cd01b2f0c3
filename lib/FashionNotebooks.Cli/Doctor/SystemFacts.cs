namespace FashionNotebooks.Cli.Doctor;

/// <summary>What is so on a system, without judgement: the checks judge it. Null stands for what is not there.</summary>
internal sealed record SystemFacts
{
    public required string Platform { get; init; } // as in linux-x64
    public required string SystemName { get; init; } // as in Debian GNU/Linux 12 (bookworm)
    public string? Sdk { get; init; } // what dotnet --version answers in the project's folder
    public Version? Glibc { get; init; } // of Linux alone
    public Version? Libstdcxx { get; init; } // the newest GLIBCXX mark; of Linux alone
    public string? Libgomp { get; init; } // the file that threads run on once libtorch is there; of Linux alone
    public required IReadOnlyList<Library> Libraries { get; init; }
    public long MemoryBytes { get; init; } // what this process may use: the machine's, or the container's limit
    public required Folder Work { get; init; }
    public required Folder Cache { get; init; }
    public required string OneAndAHalf { get; init; } // 1.5 as this process writes it
    public IReadOnlyDictionary<string, string> Proxies { get; init; } = new Dictionary<string, string>(); // variables that name one
    public DateTime Now { get; init; }
    public DateTime Built { get; init; } // when the program was
    public KernelFile? Kernel { get; init; }
    public KernelFile? Interactive { get; init; }

    /// <param name="Name">A library of native code.</param>
    /// <param name="Does">What it was tried on.</param>
    /// <param name="Problem">Why it does not; null if it does.</param>
    internal sealed record Library(string Name, string Does, string? Problem = null);

    /// <param name="Path">Where it is or would be made.</param>
    /// <param name="Problem">Why no file can be written there; null if one can.</param>
    /// <param name="FreeBytes">What its disk has left.</param>
    internal sealed record Folder(string Path, string? Problem, long FreeBytes);

    /// <param name="Path">The kernel.json for Jupyter and VS Code.</param>
    /// <param name="Program">The assembly that it starts.</param>
    /// <param name="ProgramExists">Whether that is there.</param>
    internal sealed record KernelFile(string Path, string Program, bool ProgramExists);
}
