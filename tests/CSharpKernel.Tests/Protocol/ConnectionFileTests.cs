using CSharpKernel.Protocol;

namespace CSharpKernel.Tests.Protocol;

public sealed class ConnectionFileTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"shell_port":"x"}""")]
    [InlineData("""{"shell_port":1e99}""")]
    [InlineData("""{"transport":"ipc"}""")]
    [InlineData("""{"key":"k","signature_scheme":"hmac-md5"}""")]
    [InlineData("""{"key":"a","key":"b"}""")]
    public void AFileThatCannotBeUsedIsOneLine(string text)
    {
        File.WriteAllText(file, text);
        string said = Assert.Throws<InvalidDataException>(() => ConnectionFile.Read(file)).Message;
        Assert.StartsWith($"cannot use connection file '{file}': ", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        ConnectionFile made = ConnectionFile.OnFreePorts();
        made.Write(file);
        Assert.Equal(made, ConnectionFile.Read(file));
    }
}
