namespace CSharpKernel.Execution;

/// <summary>A piece of a cell in the order it runs.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Text">C# with empty lines in place of what is not C#, so that line numbers stay; or the line of a command; or text of another language.</param>
internal sealed record CellPart(CellPartKind Kind, string Text);
