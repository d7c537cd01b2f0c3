namespace CSharpKernel.Notebooks;

/// <summary>A kernel for C# notebooks, and the description by which Jupyter and VS Code find it: <c>kernels/NAME/kernel.json</c>.</summary>
/// <param name="Name">The folder of the description, which notebooks name.</param>
/// <param name="DisplayName">What a reader sees in the list of kernels.</param>
/// <param name="Arguments">What <c>dotnet</c> is started with; <c>{connection_file}</c> stands for the connection file.</param>
/// <param name="TakesInterrupts">Whether a message stops a running cell; if not, only the end of the process does.</param>
public sealed record KernelSpec(string Name, string DisplayName, IReadOnlyList<string> Arguments, bool TakesInterrupts)
{
    /// <summary>Stands for the connection file in <see cref="Arguments"/>.</summary>
    internal const string ConnectionFile = "{connection_file}";

    private static readonly string threads = $"{Environment.ProcessorCount}";

    /// <summary>Variables that a kernel process must find when it starts; .NET and native libraries read them once.</summary>
    internal static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        // Compiled cells are written once and run: mapping their code twice and counting their calls only delays the first result.
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        // Native code that starts a thread per core in every cell can slow down a hundredfold when it is not bounded.
        ["OMP_NUM_THREADS"] = threads,
        ["MKL_NUM_THREADS"] = threads,
        // A thread that waits turns in place this often, then sleeps. Left alone it turns for milliseconds, on a core that other threads
        // need; with much less it sleeps between the operations of one step.
        ["GOMP_SPINCOUNT"] = "3000",
        // Memory that is freed on the thread of a cell stays for the next picture or batch: glibc gives back what belongs to such a thread.
        ["MALLOC_ARENA_MAX"] = "1",
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>This project's kernel.</summary>
    public static KernelSpec Own { get; } =
        new(KernelInfo.SpecName, KernelInfo.DisplayName, [typeof(KernelSpec).Assembly.Location, ConnectionFile], TakesInterrupts: true);

    /// <summary>The user's kernels, where Jupyter looks for them on this system: <c>kernels</c> below its data folder.</summary>
    public static string UserKernels => Path.Combine(Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") ?? UserData, "kernels");

    // A new account has no such folder yet.
    private static string LocalData =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            is { Length: > 0 } folder ? folder : throw new IOException("this user has no home for the kernel; give --prefix DIR");

    private static string UserData =>
        OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library", "Jupyter")
        : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
        : Path.Combine(LocalData, "jupyter");

    /// <summary>Installs below a prefix, as in <c>PREFIX/share/jupyter/kernels</c>; for the current user when it is null.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public string Install(string? prefix = null) =>
        InstallInto(prefix is null ? UserKernels : Path.Combine(prefix, "share", "jupyter", "kernels"));

    /// <summary>Installs into a folder of kernels; running it again replaces the file.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public string InstallInto(string kernels)
    {
        string file = Path.Combine(kernels, Name, "kernel.json");
        WholeFile.Write(file, Content().ToJsonString(Indented) + "\n");
        return file;
    }

    private JsonObject Content()
    {
        var content = new JsonObject
        {
            ["argv"] = new JsonArray([.. Arguments.Prepend("dotnet").Select(word => (JsonNode)word)]),
            ["display_name"] = DisplayName,
            ["language"] = KernelInfo.Language,
            ["env"] = JsonSerializer.SerializeToNode(Variables),
        };
        // A signal would do on Linux and macOS only, a message does everywhere. A kernel that ignores it gets the signal, which ends it.
        if (TakesInterrupts)
            content["interrupt_mode"] = "message";
        return content;
    }
}
