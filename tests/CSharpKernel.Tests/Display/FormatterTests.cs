using System.Data;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;

namespace CSharpKernel.Tests.Display;

public sealed class FormatterTests : IDisposable
{
    public void Dispose() => Formatter.ResetToDefault();

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData("a\"b", "a\"b")]
    [InlineData(null, "<null>")]
    [InlineData(new[] { 1, 2 }, "[ 1, 2 ]")]
    [InlineData(new int[0], "[  ]")]
    [InlineData(typeof(Dictionary<string, int[]>), "System.Collections.Generic.Dictionary<string, int[]>")]
    public void PlainTextIsOneLine(object? value, string text) => Assert.Equal(text, value.ToDisplayString());

    [Fact]
    public void ObjectsNameTheirMembers()
    {
        Assert.Equal("{ A = 1, B = [ x ] }", new { A = 1, B = new[] { "x" } }.ToDisplayString());
        Assert.Equal("Point { X = 1, Y = 2 }", new Point(1, 2).ToDisplayString());
        Assert.Equal("{ a: 1 }", new Dictionary<string, int> { ["a"] = 1 }.ToDisplayString());
    }

    [Fact]
    public void ListLimitHoldsAndSaysHowManyAreLeftOut()
    {
        Formatter.ListExpansionLimit = 2;
        Formatter<char>.ListExpansionLimit = 3;
        Assert.Equal("[ 0, 1 ... (3 more) ]", Enumerable.Range(0, 5).ToList().ToDisplayString());
        Assert.Equal("[ 0, 1 ... (more) ]", Endless().ToDisplayString());
        Assert.Equal("[ a, b, c ... (1 more) ]", "abcd".ToCharArray().ToDisplayString());
        Assert.Contains("(3 more)", Html(Enumerable.Range(0, 5).Select(i => new Point(i, i)).ToList()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Formatter.ListExpansionLimit = -1);
    }

    [Fact]
    public void EveryTableSaysHowManyRowsAreLeftOut()
    {
        Formatter.ListExpansionLimit = 2;
        using var table = new DataTable();
        table.Columns.Add("A");
        for (int i = 0; i < 5; i++)
            table.Rows.Add($"{i}");
        Assert.EndsWith("<tr><td colspan=\"1\"><i>(3 more)</i></td></tr></tbody></table>", Html(table));
        Assert.EndsWith("<tr><td colspan=\"4\"><i>(1 more)</i></td></tr></tbody></table>", Html(new int[3, 4]));
        var dictionary = new SortedList<int, int> { [0] = 0, [1] = 1, [2] = 2 };
        Assert.EndsWith("<tr><td colspan=\"2\"><i>(1 more)</i></td></tr></tbody></table>", Html(dictionary));
        Assert.Equal("{ 0: 0, 1: 1, ... (1 more) }", dictionary.ToDisplayString());
        Assert.DoesNotContain("more", Html(new int[2, 4]));
    }

    [Fact]
    public void CircleEndsAtTheRecursionLimit()
    {
        var node = new Node();
        node.Next = node;
        Formatter.RecursionLimit = 3;
        Assert.Equal(4, Html(node).Split("<details").Length - 1);
        Formatter.RecursionLimit = 1;
        Assert.Equal(2, Html(node).Split("<details").Length - 1);
    }

    [Fact]
    public void SequencesOfObjectsAreTables()
    {
        string html = Html(new object[] { new Point(1, 2), new { X = "<b>", Z = 3 } });
        Assert.StartsWith("<table><thead><tr><th><i>index</i></th><th>X</th><th>Y</th><th>Z</th></tr></thead>", html);
        Assert.Contains("<tr><td>1</td><td>&lt;b&gt;</td><td></td><td>3</td></tr>", html);
    }

    [Fact]
    public void ScalarsAreTextAndObjectsAreHtmlWithTextBeside()
    {
        Assert.Equal(["text/plain"], Kinds(5));
        Assert.Equal(["text/plain"], Kinds(null));
        Assert.Equal(["text/html", "text/plain"], Kinds(new Point(1, 2)));
        Assert.Equal(["application/json", "text/plain"], Kinds(JsonNode.Parse("{\"a\":1}")));
    }

    [Fact]
    public void PreferredKindsAreSentForATypeAndItsHeirs()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Exception), "text/plain");
        Formatter.SetPreferredMimeTypesFor(typeof(Point), "application/json", "text/html");
        Assert.Equal(["text/plain"], Kinds(new InvalidOperationException("x")));
        Assert.Equal(["application/json", "text/html", "text/plain"], Kinds(new Point(1, 2)));
        Assert.Equal(1, (int)MimeBundle.Of(new Point(1, 2))["application/json"]!["X"]!);
    }

    [Fact]
    public void NearestThenNewestFormatterWins()
    {
        Formatter.Register<object>(_ => "object");
        Formatter.Register<System.Collections.IEnumerable>(_ => "sequence");
        Formatter.Register(typeof(List<>), (_, writer) => writer.Write("list"));
        Assert.Equal("list", new List<int>().ToDisplayString());
        Assert.Equal("sequence", new Queue<int>().ToDisplayString());
        Assert.Equal("object", new Point(1, 2).ToDisplayString());
        Formatter.Register<Point>(_ => "older");
        Formatter.Register<Point>(p => $"{p.X}/{p.Y}");
        Assert.Equal("1/2", new Point(1, 2).ToDisplayString());
    }

    [Fact]
    public void FormatterMayDecline()
    {
        Formatter.Register<Point>((point, context) =>
        {
            context.Writer.Write("origin");
            return point.X == 0;
        });
        Assert.Equal("origin", new Point(0, 0).ToDisplayString());
        Assert.Equal("Point { X = 1, Y = 0 }", new Point(1, 0).ToDisplayString());
    }

    [Fact]
    public void FormattersApplyInsideOthers()
    {
        Formatter.Register<Point>(_ => "<i>p</i>", HtmlFormatter.MimeType);
        Assert.Contains("<td><i>p</i></td>", Html(new { Where = new Point(1, 2) }));
        Assert.Contains("<td><i>p</i></td>", Html(new[] { new Point(1, 2) }));
    }

    [Fact]
    public void ThrowingMembersNeverBreakTheOutput()
    {
        Assert.Contains("no value", new Throwing().ToDisplayString());
        Assert.Contains("no value", Html(new Throwing()));
    }

    private static string Html(object value) => value.ToDisplayString(HtmlFormatter.MimeType);

    private static string[] Kinds(object? value) => [.. MimeBundle.Of(value).Select(entry => entry.Key)];

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
            yield return i;
    }

    private sealed record Point(int X, int Y);

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed class Throwing
    {
        public int Value => throw new InvalidOperationException("no value");
    }
}
