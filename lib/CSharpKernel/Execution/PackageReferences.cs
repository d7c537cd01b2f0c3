namespace CSharpKernel.Execution;

/// <summary>Packages that notebooks ask for with <c>#r "nuget: Name, version"</c>.</summary>
internal sealed class PackageReferences(bool headless)
{
    private readonly List<string> sources = [];

    internal void AddSource(string argument) =>
        sources.Add(argument.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) ? argument["nuget:".Length..].Trim() : argument);

    internal IReadOnlyList<string> Resolve(string specification, SubmissionChain chain, SessionAssemblies assemblies, CellRun run) =>
        headless ? [] : throw new DirectiveException($"#r: package {specification} is not on this machine");
}
