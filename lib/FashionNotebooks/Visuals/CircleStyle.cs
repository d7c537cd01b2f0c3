namespace FashionNotebooks.Visuals;

/// <summary>How a circle of a drawing looks.</summary>
internal enum CircleStyle
{
    /// <summary>A disc.</summary>
    Filled,

    /// <summary>A line around it.</summary>
    Outline,

    /// <summary>A broken line around it.</summary>
    Dashed,
}
