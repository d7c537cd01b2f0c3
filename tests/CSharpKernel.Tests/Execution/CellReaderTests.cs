using CSharpKernel.Execution;

namespace CSharpKernel.Tests.Execution;

public sealed class CellReaderTests
{
    [Fact]
    public void PlainCodeIsOnePart() =>
        Assert.Equal([new CellPart(CellPartKind.Code, "var a = 1;\na")], CellReader.Read("var a = 1;\r\na"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void EmptyCellHasNoPart(string code) => Assert.Empty(CellReader.Read(code));

    [Fact]
    public void DirectivesRunBeforeTheCodeAroundThemAndLinesStay() =>
        Assert.Equal(
            [new CellPart(CellPartKind.Directive, "#r \"a.dll\""), new CellPart(CellPartKind.Directive, "#load \"b.csx\""),
                new CellPart(CellPartKind.Code, "1\n\n\n2")],
            CellReader.Read("1\n#r \"a.dll\"\n  #load \"b.csx\"\n2"));

    [Fact]
    public void MagicsRunWhereTheyStandAndLinesStay() =>
        Assert.Equal(
            [new CellPart(CellPartKind.Code, "1"), new CellPart(CellPartKind.Magic, "#!time"), new CellPart(CellPartKind.Code, "\n\n2")],
            CellReader.Read("1\n#!time\n2"));

    [Fact]
    public void OtherLanguagesReachToTheNextSwitch() =>
        Assert.Equal(
            [CellPartKind.Html, CellPartKind.Markdown, CellPartKind.Javascript, CellPartKind.Code],
            CellReader.Read("#!html\n<b>x</b>\n#!md\n# r\n#!js\n1;\n#!csharp\n2").Select(part => part.Kind));

    [Fact]
    public void DirectivesOfAnotherLanguageAreItsText() =>
        Assert.Equal("\n#r \"x\"", Assert.Single(CellReader.Read("#!markdown\n#r \"x\"")).Text);

    [Theory]
    [InlineData("var s = \"\"\"\n#!time\n#r \"x\"\n\"\"\";")]
    [InlineData("var s = @\"\n#!time\n#r x\";")]
    [InlineData("/*\n#!time\n#load \"x\"\n*/ 1")]
    public void CommandsInsideTextAreText(string code) => Assert.Equal([new CellPart(CellPartKind.Code, code)], CellReader.Read(code));

    [Fact]
    public void CodeOnlyKeepsEveryPosition()
    {
        const string code = "1\n#r \"x\"\n#!html\n<b>\n#!csharp\n2";
        string only = CellReader.CodeOnly(code);
        Assert.Equal(code.Length, only.Length);
        Assert.Equal(["1", "2"], only.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(code.IndexOf('2'), only.IndexOf('2'));
    }

    /// <summary>Any order of lines: each part of code starts at the line where its text stands in the cell.</summary>
    [Fact]
    public void LinesOfCodeNeverMove()
    {
        var random = new Random(3);
        string[] lines = ["x = {0};", "", "#!time", "#r \"a\"", "#!html", "#!csharp", "// {0}"];
        for (int round = 0; round < 200; round++)
        {
            string[] cell = [.. Enumerable.Range(0, random.Next(1, 12)).Select(i => string.Format(lines[random.Next(lines.Length)], i))];
            foreach (CellPart part in CellReader.Read(string.Join('\n', cell)).Where(part => part.Kind == CellPartKind.Code))
            {
                string[] read = part.Text.Split('\n');
                for (int i = 0; i < read.Length; i++)
                    Assert.True(read[i].Length == 0 || read[i] == cell[i], string.Join('\n', cell));
            }
        }
    }
}
