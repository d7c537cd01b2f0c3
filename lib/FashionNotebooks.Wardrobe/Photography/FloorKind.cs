namespace FashionNotebooks.Wardrobe.Photography;

/// <summary>What lies under the garments.</summary>
internal enum FloorKind
{
    Planks,
    Tiles,
    Carpet,
    Sheet,
    Wall,
}
