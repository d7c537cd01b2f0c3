using CSharpKernel.Execution;

namespace CSharpKernel.Tests.Execution;

public sealed class PackageFolderTests : IDisposable
{
    private const string Variable = "NUGET_PACKAGES";

    private readonly string folder = Directory.CreateTempSubdirectory("packages-").FullName;
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, before);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("", "10.0.0")]
    [InlineData("9.*", "9.5.1")]
    [InlineData("4.0.0", "4.0.0")]
    [InlineData("11.0.0-beta", "11.0.0-beta")]
    [InlineData("3.*", null)]
    [InlineData("3.0.0", null)]
    public void VersionIsFound(string version, string? expected)
    {
        Environment.SetEnvironmentVariable(Variable, folder);
        foreach (string there in new[] { "4.0.0", "9.5.0", "9.5.1", "10.0.0", "11.0.0-beta" })
            Directory.CreateDirectory(Path.Combine(folder, "some.package", there));
        Assert.Equal(expected, Path.GetFileName(PackageFolder.Find("Some.Package", version)));
    }

    [Fact]
    public void EmptyVariableMeansTheUsualFolder()
    {
        Environment.SetEnvironmentVariable(Variable, "");
        Assert.EndsWith(Path.Combine(".nuget", "packages"), PackageFolder.Root);
    }
}
