namespace CSharpKernel.Execution;

/// <summary>A variable of the session.</summary>
internal sealed record SessionVariable(string Name, Type Type, object? Value);
