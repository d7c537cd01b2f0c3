namespace FashionNotebooks.Postgres.Tests;

/// <summary>Tests that share the database.</summary>
[CollectionDefinition(Name)]
public sealed class DatabaseCollection : ICollectionFixture<SharedDatabase>
{
    public const string Name = "database";
}
