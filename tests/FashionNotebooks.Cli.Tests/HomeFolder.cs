namespace FashionNotebooks.Cli.Tests;

/// <summary>Another folder of the project for a while: the entry script names it in <c>FASHION_HOME</c>.</summary>
internal sealed class HomeFolder : IDisposable
{
    private readonly string? before = Environment.GetEnvironmentVariable("FASHION_HOME");

    internal HomeFolder(string folder) => Environment.SetEnvironmentVariable("FASHION_HOME", folder);

    public void Dispose() => Environment.SetEnvironmentVariable("FASHION_HOME", before);
}
