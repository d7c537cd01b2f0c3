namespace FashionNotebooks.Models;

/// <summary>A module that is made of layers and can say how.</summary>
internal interface IComposite
{
    /// <summary>The same calculation as <c>forward</c> in evaluation mode.</summary>
    LayerPlan Plan { get; }
}

/// <summary>What a module with layers inside does, told as layers, for exporters that walk a model instead of running it.</summary>
/// <param name="Main">The layers, in the order in which they run.</param>
internal sealed record LayerPlan(params IReadOnlyList<nn.Module> Main)
{
    /// <summary>Adds the module's input to the result.</summary>
    internal bool AddsInput { get; init; }

    /// <summary>Multiplies the result with the module's input.</summary>
    internal bool GatesInput { get; init; }

    /// <summary>What the input passes before it is added.</summary>
    internal IReadOnlyList<nn.Module> Shortcut { get; init; } = [];

    /// <summary>Whether a ReLU comes last.</summary>
    internal bool Relu { get; init; }
}
