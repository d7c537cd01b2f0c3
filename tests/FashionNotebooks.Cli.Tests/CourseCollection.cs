namespace FashionNotebooks.Cli.Tests;

/// <summary>Tests that share one <see cref="Course"/>.</summary>
[CollectionDefinition(Name)]
public sealed class CourseCollection : ICollectionFixture<Course>
{
    public const string Name = "course";
}
