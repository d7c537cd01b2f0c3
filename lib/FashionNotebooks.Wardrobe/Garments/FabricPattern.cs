namespace FashionNotebooks.Wardrobe.Garments;

/// <summary>What a fabric shows.</summary>
internal enum FabricPattern
{
    Plain,
    Heather,
    Knit,
    Stripes,
    Plaid,
    Gingham,
    Dots,
    Floral,
    Camouflage,
    Denim,
    Leather,
    Straw,
}
