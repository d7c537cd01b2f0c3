namespace CSharpKernel.Execution;

/// <summary>A directive or magic command that cannot be carried out. The message is one line: what, where, cure.</summary>
internal sealed class DirectiveException(string message, Exception? inner = null) : Exception(message, inner);
