using CSharpKernel.Tests;
using FashionNotebooks.Tests;

namespace Notebooks.Tests;

/// <summary>A test per notebook under .NET Interactive and Debian's Jupyter; skipped, with the reason, where one is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InteractiveTheoryAttribute : TheoryAttribute
{
    public InteractiveTheoryAttribute() => Skip = Python.Missing ?? InteractiveKernel.Missing;
}
