namespace Notebooks.Tests;

/// <summary>Tests that run notebooks share one sandbox.</summary>
[CollectionDefinition(Name)]
public sealed class SandboxCollection : ICollectionFixture<CourseSandbox>
{
    public const string Name = "sandbox";
}
