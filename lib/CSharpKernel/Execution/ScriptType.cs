using Microsoft.CodeAnalysis;

namespace CSharpKernel.Execution;

/// <summary>A type that a cell declared: nested in the class of its submission, whose image a library cell can reference.</summary>
internal sealed record ScriptType(string ScriptClass, string Name, bool IsGeneric, MetadataReference Image)
{
    /// <summary>The using directive that gives a library cell this type by its simple name.</summary>
    internal string Using => IsGeneric ? $"global using static {ScriptClass};" : $"global using {Name} = {ScriptClass}.{Name};";
}
