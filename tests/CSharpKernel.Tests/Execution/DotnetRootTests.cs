using CSharpKernel.Execution;

namespace CSharpKernel.Tests.Execution;

public sealed class DotnetRootTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("versions-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void NewestIsFirstByNumberNotByText()
    {
        string[] newestFirst = ["10.0.10", "10.0.9", "9.0.100-preview.1", "8", "odd"];
        foreach (string version in newestFirst.Order())
            Directory.CreateDirectory(Path.Combine(folder, version));
        Assert.Equal(newestFirst, DotnetRoot.Versions(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void PartThatIsNotInstalledHasNoVersions() => Assert.Empty(DotnetRoot.Versions("no-such-part"));
}
