using CSharpKernel.Execution;
using Microsoft.DotNet.Interactive.Formatting;

namespace CSharpKernel.Tests.Display;

public sealed class PocketViewTests
{
    private readonly SubmissionChain chain = new(new SessionAssemblies());

    [Theory]
    [InlineData("div", "<div></div>")]
    [InlineData("b(\"<x> & y\")", "<b>&lt;x&gt; &amp; y</b>")]
    [InlineData("p(\"n = \", 1.5)", "<p>n = 1.5</p>")]
    [InlineData("span[style: \"color:red\"](b(1))", "<span style=\"color:red\"><b>1</b></span>")]
    [InlineData("img[src: \"a.png\", width: 9, alt: \"\\\"\"]", "<img src=\"a.png\" width=\"9\" alt=\"&quot;\" />")]
    [InlineData("tr(new[] { 1, 2 }.Select(i => td(i)))", "<tr><td>1</td><td>2</td></tr>")]
    [InlineData("h1(HTML(\"<i>raw</i>\"))", "<h1><i>raw</i></h1>")]
    public async Task ElementIsHtml(string code, string html)
    {
        object? value = await Value(code);
        Assert.Equal(html, value.ToDisplayString(HtmlFormatter.MimeType));
        Assert.Contains("text/html", MimeBundle.Of(value).Select(entry => entry.Key));
    }

    [Fact]
    public async Task VariablesHideElements()
    {
        await Value("int b = 1, p = 2;");
        Assert.Equal(3, await Value("b + p"));
    }

    [Fact]
    public async Task AttributeWithoutNameIsSaid() =>
        Assert.Contains("need names", (await Assert.ThrowsAsync<ArgumentException>(() => Value("div[\"red\"]"))).Message);

    [Fact]
    public async Task ContentWithAFormatterOfItsOwnIsShownByIt()
    {
        Formatter.Register<Uri>(_ => "<i>link</i>", HtmlFormatter.MimeType);
        string html = (await Value("td(new Uri(\"http://a\"), new[] { new Uri(\"http://b\") })")).ToDisplayString(HtmlFormatter.MimeType);
        Formatter.ResetToDefault();
        Assert.Equal("<td><i>link</i><i>link</i></td>", html);
    }

    private async Task<object?> Value(string code) => await chain.Add(code, "cell", CancellationToken.None).Start();
}
