using CSharpKernel.Execution;

namespace CSharpKernel.Tests.Execution;

public sealed class MagicCommandsTests
{
    private readonly SubmissionChain chain = new(new SessionAssemblies());

    [Theory]
    [InlineData("#!set --name x --value 5", 5)]
    [InlineData("#!set --name x --value \"two words\"", "two words")]
    [InlineData("#!set --value true --name x", true)]
    [InlineData("#!set --value \"two words\" --name x", "two words")]
    [InlineData("#!set --name x --value NaN", "NaN")]
    [InlineData("#!set --name x --value 5.", "5.")]
    [InlineData("#!set --name x --value 1e999", "1e999")]
    [InlineData("#!set --name x --value -0.5", -0.5)]
    public void SetDeclaresAVariable(string line, object value)
    {
        Execute(line);
        Assert.Equal([("x", value)], chain.Variables().Select(variable => (variable.Name, variable.Value)));
    }

    [Theory]
    [InlineData("#!nothing", "#!whos")]
    [InlineData("#!html", "not a command")]
    [InlineData("#!import", "file.csx")]
    [InlineData("#!set --name x", "--value 5")]
    [InlineData("#!help nowhere", "nowhere")]
    public void WhatCannotBeDoneIsSaid(string line, string words) =>
        Assert.Contains(words, Assert.Throws<DirectiveException>(() => Execute(line)).Message);

    private void Execute(string line)
    {
        var execution = new CellExecution();
        var context = new CellContext(null, null, null, silent: true, execution.Cancellation);
        new MagicCommands(chain, (_, _) => { }, _ => null).Execute(line, new CellRun(execution, context, "/notebooks"));
    }
}
