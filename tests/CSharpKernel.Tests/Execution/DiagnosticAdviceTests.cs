using CSharpKernel.Execution;
using Microsoft.CodeAnalysis;

namespace CSharpKernel.Tests.Execution;

public sealed class DiagnosticAdviceTests
{
    [Theory]
    [InlineData("using var m = new MemoryStream();\nm.Length", "without 'using'")]
    [InlineData("await using var m = new MemoryStream();", "without 'using'")]
    [InlineData("using System.IO.MemoryStream m = new();", "without 'using'")]
    [InlineData("int a = 1\nint b = 2;", "A ';' is missing")]
    [InlineData("missing + 1", "'missing'")]
    [InlineData("void F() {", "A '}' is missing")]
    [InlineData("int a = 1.5 + 1;", "(int)value")]
    public void HintSaysWhatToDo(string code, string words) =>
        Assert.Contains(Errors(code), error => DiagnosticAdvice.Hint(error)?.Contains(words) == true);

    private static IEnumerable<Diagnostic> Errors(string code) =>
        Assert.Throws<CompilationException>(() => new SubmissionChain(new SessionAssemblies())
            .Add(code, "cell", CancellationToken.None)).Errors;
}
