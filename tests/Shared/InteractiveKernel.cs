using CSharpKernel.Notebooks;

namespace FashionNotebooks.Tests;

/// <summary>.NET Interactive, as <c>fashion kernel install --kernel interactive</c> prepares it.</summary>
internal static class InteractiveKernel
{
    private static readonly Lazy<(KernelSpec? Kernel, string? Missing)> Tool = new(Prepare);

    /// <summary>The kernel, in a test that is not skipped.</summary>
    internal static KernelSpec Spec => Tool.Value.Kernel!;

    /// <summary>Null when the tool is there, else why it cannot be had.</summary>
    internal static string? Missing => Tool.Value.Missing;

    /// <summary>Where the tool is as it was restored, without our change.</summary>
    internal static string PackageFolder { get; } = Path.Combine(
        Packages, "microsoft.dotnet-interactive", "1.0.712001", "tools", "net10.0", "any");

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static (KernelSpec? Kernel, string? Missing) Prepare()
    {
        try
        {
            string fsharpCore = Path.Combine(AppContext.BaseDirectory, "FSharp.Core.dll");
            return (InteractiveTool.Prepare(ProjectRoot.Path, CacheFolder.Path, fsharpCore), null);
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }
}

/// <summary>A test under .NET Interactive.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InteractiveFactAttribute : FactAttribute
{
    public InteractiveFactAttribute() => Skip = InteractiveKernel.Missing;
}
