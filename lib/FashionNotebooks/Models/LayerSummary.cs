namespace FashionNotebooks.Models;

/// <summary>One line of a <see cref="ModelSummary"/>.</summary>
/// <param name="Name">Dotted name as in the state dict, for example <c>backbone.stem.0</c>.</param>
/// <param name="Kind">Type of the layer, for example <c>Conv2d</c>.</param>
/// <param name="OutputShape">Shape of what the layer gives, batch first.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Macs">Multiply-accumulate operations for one picture; convolutions and linear layers only.</param>
public sealed record LayerSummary(string Name, string Kind, IReadOnlyList<long> OutputShape, long Parameters, long Macs);
