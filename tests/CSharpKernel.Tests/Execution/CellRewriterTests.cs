using CSharpKernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CSharpKernel.Tests.Execution;

public sealed class CellRewriterTests
{
    private const string Poll = "StopSignal.Poll();", Enter = "StopSignal.Enter();";

    [Theory]
    [InlineData("while (true) { }", 1)]
    [InlineData("for (;;) Work();", 1)]
    [InlineData("do { } while (true);", 1)]
    [InlineData("foreach (var x in y) foreach (var (a, b) in x) { }", 2)]
    [InlineData("Parallel.For(0, 9, i => { });", 1)]
    [InlineData("var f = (int x) => x + 1;", 0)]
    [InlineData("int F(int n) => n;", 0)]
    public void EveryLoopAndLambdaBodyPolls(string code, int polls) => Assert.Equal(polls, Count(Changed(code), Poll));

    [Theory]
    [InlineData("int F(int n) => F(n - 1);", 1)]
    [InlineData("int F(int n) { return G(n); } int G(int n) => F(n);", 2)]
    [InlineData("class A { int P => P; }", 1)]
    [InlineData("class A { int P { get { return P; } } }", 1)]
    [InlineData("class A { int P { get => P; set => P = value; } }", 2)]
    [InlineData("class A { A() => new A(); }", 1)]
    [InlineData("int F(int n) => n; int G() => F(1);", 0)]
    [InlineData("int F() => throw new Exception(nameof(F));", 0)]
    public void OnlyMethodsThatMayCallThemselvesAreGuarded(string code, int guards)
    {
        Assert.Equal(guards, Count(Changed(code), Enter));
        Assert.Empty(CompilerOptions.Parse(Changed(code)).GetDiagnostics());
    }

    [Theory]
    [InlineData("class A { }", "public class A { }")]
    [InlineData("[Obsolete] record B(int X);", "[Obsolete] public record B(int X);")]
    [InlineData("enum C { D }", "public enum C { D }")]
    [InlineData("internal class E { }", "internal class E { }")]
    [InlineData("delegate void F();", "public delegate void F();")]
    public void TypesArePublicUnlessTheySayOtherwise(string code, string expected) => Assert.Equal(expected, Changed(code));

    [Fact]
    public void ExtensionMethodsMoveOutOfTheirClass()
    {
        string code = Changed("static class E { public static int Twice(this int n) => n * 2; }");
        Assert.DoesNotContain("this", code[..code.IndexOf('}')]);
        Assert.Contains("static int Twice(this int n)  => E.Twice(n);", code);
    }

    [Theory]
    [InlineData("while (true) {")]
    [InlineData("class A { int P => P }")]
    public void CellWithSyntaxErrorsStaysAsItIs(string code) => Assert.Equal(code, Changed(code));

    [Fact]
    public void ChangedCellParsesKeepsItsLinesAndMapsColumnsBack()
    {
        const string code = "static class E { public static int T(this int n) => n; }\nfor (int i = 0; i < 2; i++) "
            + "Console.Write(i.T());\nint F(int n) => n == 0 ? 0 : F(n - 1);\nwhile (Marker) break;";
        CellEdits edits = CellRewriter.Rewrite(code, CancellationToken.None);
        string changed = edits.Changed();
        Assert.DoesNotContain(CompilerOptions.Parse(changed).GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        string[] before = code.Split('\n'), after = changed.Split('\n');
        Assert.Equal(before.Length, after.Length);
        int start = 0;
        foreach (var (line, written) in before.Zip(after))
        {
            foreach (string word in new[] { "Console", "break", "Marker" }.Where(line.Contains))
                Assert.Equal(line.IndexOf(word), edits.OriginalColumn(start, line.Length, written.IndexOf(word)));
            start += line.Length + 1;
        }
    }

    private static string Changed(string code) => CellRewriter.Rewrite(code, CancellationToken.None).Changed();

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
