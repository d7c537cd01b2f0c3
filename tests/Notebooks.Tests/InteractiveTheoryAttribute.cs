using CSharpKernel.Notebooks;
using CSharpKernel.Tests;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>A test per notebook under .NET Interactive and Debian's Jupyter; skipped, with the reason, where one of them cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InteractiveTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<(KernelSpec? Kernel, string? Missing)> Tool = new(Prepare);

    public InteractiveTheoryAttribute() => Skip = Python.Missing ?? Tool.Value.Missing;

    /// <summary>The kernel, in a test that is not skipped.</summary>
    internal static KernelSpec Kernel => Tool.Value.Kernel!;

    private static (KernelSpec? Kernel, string? Missing) Prepare()
    {
        try
        {
            return (InteractiveTool.Prepare(CourseFiles.Root, CacheFolder.Path, Path.Combine(AppContext.BaseDirectory, "FSharp.Core.dll")), null);
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }
}
