using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Execution;

/// <summary>A cell that does not compile.</summary>
internal sealed class CompilationException(ImmutableArray<Diagnostic> errors)
    : Exception(errors.IsEmpty ? "the cell does not compile" : errors[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture))
{
    internal ImmutableArray<Diagnostic> Errors => errors;
}
