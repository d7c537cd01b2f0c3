using CSharpKernel.Execution;
using CSharpKernel.LanguageService;

namespace CSharpKernel.Tests.LanguageService;

public sealed class CompletionTests
{
    private static readonly Lazy<SubmissionChain> Session = new(() =>
    {
        var chain = new SubmissionChain(new SessionAssemblies());
        chain.Add("string greeting = \"hi\"; int Twice(int n) => n * 2; public class Dress { public int Size; public static int Count; }",
            "cell", CancellationToken.None);
        return chain;
    });

    [Theory]
    [InlineData("gree|", "greeting")]
    [InlineData("Twi|", "Twice")]
    [InlineData("new Dr|", "Dress")]
    [InlineData("greeting.Sub|", "Substring")]
    [InlineData("greeting?.Sub|", "Substring")]
    [InlineData("new Dress().Si|", "Size")]
    [InlineData("Dress.Co|", "Count")]
    [InlineData("System.IO.Fi|", "File")]
    [InlineData("int local = 1; loc|", "local")]
    [InlineData("new[] { 1 }.Wher|", "Where")]
    [InlineData("Console.WriteLine(greeting.Len|", "Length")]
    [InlineData("forea|", "foreach")]
    [InlineData("#!ti|", "#!time")]
    [InlineData("#r \"x\"\ngreeting.Sub|", "Substring")]
    public void NameIsProposed(string code, string name) => Assert.Contains(name, At(code).Items.Select(item => item.Text));

    [Theory]
    [InlineData("greeting.|", "Dress")]
    [InlineData("new Dress().|", "Count")]
    [InlineData("Dress.|", "Size")]
    [InlineData("greeting.|", "foreach")]
    [InlineData("|", "Submission_0")]
    public void NameThatDoesNotFitIsNotProposed(string code, string name) =>
        Assert.DoesNotContain(name, At(code).Items.Select(item => item.Text));

    [Theory]
    [InlineData("greeting.Sub|", 9)]
    [InlineData("1 + gre|", 4)]
    [InlineData("|", 0)]
    [InlineData("#!ti|", 0)]
    public void ReplacedTextStartsAtTheWord(string code, int start) => Assert.Equal(start, At(code).Start);

    [Fact]
    public void ProposalsTellKindAndSignature()
    {
        CompletionItem twice = At("Twi|").Items.Single(item => item.Text == "Twice");
        Assert.Equal(("function", "int Twice(int n)"), (twice.Kind, twice.Signature));
    }

    [Theory]
    [InlineData("nowhere.|")]
    [InlineData("1 ..|")]
    [InlineData(").|")]
    [InlineData("\"|")]
    public void BrokenCodeIsNoError(string code) => Assert.True(At(code).Items.Count >= 0);

    private static (int Start, IReadOnlyList<CompletionItem> Items) At(string code)
    {
        int cursor = code.IndexOf('|');
        return new Completion(Session.Value).At(code.Remove(cursor, 1), cursor);
    }
}
