using CSharpKernel.Execution;

namespace CSharpKernel.Tests.Execution;

public sealed class DirectivesTests
{
    private readonly SessionAssemblies assemblies = new();
    private readonly SubmissionChain chain;
    private readonly List<string> imported = [];
    private readonly Directives directives;

    public DirectivesTests()
    {
        chain = new SubmissionChain(assemblies);
        directives = new Directives(chain, assemblies, headless: true, (path, _) => imported.Add(path));
    }

    [Theory]
    [InlineData("#r System.Linq", "quotes")]
    [InlineData("#r \"", "quotes")]
    [InlineData("#r \"missing.dll\"", "/notebooks/missing.dll")]
    public void WhatCannotBeUsedIsSaidInOneLine(string line, string words)
    {
        string message = Assert.Throws<DirectiveException>(() => Execute(line)).Message;
        Assert.Contains(words, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void FileThatIsNoAssemblyIsRefused()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "text");
        Assert.Contains("not a .NET assembly", Assert.Throws<DirectiveException>(() => Execute($"#r \"{file}\"")).Message);
        Assert.Empty(assemblies.Files);
        File.Delete(file);
    }

    [Theory]
    [InlineData("#r \"System.Linq\"")]
    [InlineData("#r \"System.Linq.dll\"")]
    [InlineData("#r \"System.Runtime, Version=10.0.0.0\"")]
    public void FrameworkIsThereAlready(string line)
    {
        int before = chain.References.Count;
        Execute(line);
        Assert.Equal(before, chain.References.Count);
    }

    [Fact]
    public void AssemblyIsAddedOnce()
    {
        string file = typeof(FactAttribute).Assembly.Location;
        int before = chain.References.Count;
        Execute($"#r \"{file}\"");
        Execute($"#r \"{file}\"");
        Assert.Equal(before + 1, chain.References.Count);
        Assert.Equal(file, assemblies.Files[Path.GetFileNameWithoutExtension(file)]);
    }

    /// <summary>The compiler would give the types of a library a second identity once another library
    /// that it needs is referenced.</summary>
    [Fact]
    public void ReferenceThatAnEarlierOneNeedsLeavesItsTypesTheSame()
    {
        Execute($"#r \"{typeof(FactAttribute).Assembly.Location}\"");
        chain.Add("var first = new Xunit.FactAttribute();", "a", CancellationToken.None);
        Execute($"#r \"{typeof(Xunit.Abstractions.ITest).Assembly.Location}\"");
        chain.Add("Xunit.FactAttribute second = first; Xunit.Abstractions.ITest test = null;", "b", CancellationToken.None);
    }

    [Theory]
    [InlineData("#load \"a.csx\"", "/notebooks/a.csx")]
    [InlineData("#load \"../b.cs\"", "/b.cs")]
    public void PathsStartAtTheNotebook(string line, string path)
    {
        Execute(line);
        Assert.Equal([path], imported);
    }

    private void Execute(string line) => directives.Execute(line, new CellRun(null!, null!, "/notebooks"));
}
