namespace CSharpKernel.LanguageService;

/// <summary>A proposal: what to insert, what it is, and its signature.</summary>
internal sealed record CompletionItem(string Text, string Kind, string Signature);
