using System.Runtime.Loader;

namespace CSharpKernel.Execution;

/// <summary>
/// Finds the compiler at run time: the precompiled Roslyn of an installed SDK. When the build fell back to the package, its copy lies
/// beside us and nothing is needed.
/// </summary>
internal static class RoslynLocator
{
    private static readonly Lazy<string?> Directory = new(Find);

    /// <summary>Must run before the first method that names a Roslyn type.</summary>
    internal static void Register() => AssemblyLoadContext.Default.Resolving += Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name is null || !name.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            return null;
        string folder = Directory.Value
            ?? throw new FileNotFoundException("the C# compiler was not found: install the .NET 10 SDK, or set CSHARPKERNEL_ROSLYN to a "
                + "folder with Microsoft.CodeAnalysis.CSharp.dll");
        string file = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    private static string? Find() => DotnetRoot.Versions("sdk").Select(folder => Path.Combine(folder, "Roslyn", "bincore"))
        .Prepend(Environment.GetEnvironmentVariable("CSHARPKERNEL_ROSLYN") ?? "")
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.dll")));
}
