using System.Runtime.Loader;

namespace CSharpKernel.Execution;

/// <summary>
/// Loads what cells compile to and what they reference. Kept apart from the kernel's own assemblies, so that a notebook may bring its own
/// versions.
/// </summary>
internal sealed class SessionAssemblies() : AssemblyLoadContext("notebook")
{
    // Threads of earlier cells may look for an assembly while a new one is added.
    private readonly ConcurrentDictionary<string, Assembly> compiled = new();
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
    private string[] nativeFolders = [];

    /// <summary>Paths of the assemblies that <c>#r</c> brought, by simple name.</summary>
    internal IReadOnlyDictionary<string, string> Files => files;

    internal Assembly LoadCompiled(MemoryStream image, MemoryStream symbols)
    {
        image.Position = symbols.Position = 0;
        // Each compiled cell has a context of its own: two versions of one library cell may live side by side.
        Assembly assembly = new CellAssembly(this).LoadFromStream(image, symbols);
        return compiled[assembly.FullName!] = assembly;
    }

    /// <summary>Makes a file known by its simple name; its neighbours are found beside it.</summary>
    internal void AddFile(string path)
    {
        files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        string folder = Path.GetDirectoryName(path)!;
        AddNativeFolder(folder);
        AddNativeFolder(PackageFolder.NativeFolder(folder));
    }

    internal void AddNativeFolder(string folder) => nativeFolders = [.. nativeFolders.Append(folder).Distinct()];

    protected override Assembly? Load(AssemblyName assemblyName) => Find(assemblyName);

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (string folder in nativeFolders)
        {
            foreach (string name in new[] { unmanagedDllName, $"lib{unmanagedDllName}.so", $"{unmanagedDllName}.so",
                $"lib{unmanagedDllName}", $"lib{unmanagedDllName}.dylib", $"{unmanagedDllName}.dll" })
            {
                string path = Path.Combine(folder, name);
                if (File.Exists(path) && NativeLibrary.TryLoad(path, out nint handle))
                    return handle;
            }
        }
        return 0;
    }

    private Assembly? Find(AssemblyName name)
    {
        if (compiled.TryGetValue(name.FullName, out Assembly? cell))
            return cell;
        // The framework and this kernel exist once; null leaves them to the default context.
        if (name.Name is null || FrameworkReferences.Has(name.Name))
            return null;
        if (files.TryGetValue(name.Name, out string? file))
            return LoadFromAssemblyPath(file);
        string? neighbour = files.Values.Select(path => Path.Combine(Path.GetDirectoryName(path)!, name.Name + ".dll"))
            .FirstOrDefault(File.Exists);
        return neighbour is null ? null : LoadFromAssemblyPath(neighbour);
    }

    private sealed class CellAssembly(SessionAssemblies session) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName) => session.Find(assemblyName);

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => session.LoadUnmanagedDll(unmanagedDllName);
    }
}
