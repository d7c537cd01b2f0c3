namespace FashionNotebooks.Models;

/// <summary>A module that is made of layers and can say how.</summary>
internal interface IComposite
{
    /// <summary>The same calculation as <c>forward</c> in evaluation mode.</summary>
    LayerPlan Plan { get; }
}
