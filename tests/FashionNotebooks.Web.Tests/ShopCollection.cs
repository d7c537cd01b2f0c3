namespace FashionNotebooks.Web.Tests;

/// <summary>Tests that share the shop.</summary>
[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's word")]
public sealed class ShopCollection : ICollectionFixture<Shop>
{
    public const string Name = "shop";
}
