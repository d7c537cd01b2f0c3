namespace FashionNotebooks.Wardrobe;

/// <summary>How hard it is to tell whether two photos show the same item.</summary>
public enum PairDifficulty
{
    /// <summary>Two photos of one item.</summary>
    SameItem,

    /// <summary>Items of different classes.</summary>
    OtherClass,

    /// <summary>Different items of one class.</summary>
    SameClass,

    /// <summary>Items of the same cut and colours that differ in one detail.</summary>
    NearTwin,
}
