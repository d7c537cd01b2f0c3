using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>
/// Some layers and a skip connection around them (He et al., "Deep Residual Learning for Image Recognition", 2015). What the state dict
/// calls the layers is up to the net.
/// </summary>
internal sealed class SkipBlock : nn.Module<Tensor, Tensor>, IComposite
{
    private readonly Sequential main;
    private readonly Sequential? projection;
    private readonly bool adds;
    private readonly bool relu;

    /// <param name="main">The layers, in the order in which they run.</param>
    /// <param name="projection">Brings the skip connection to another width or resolution; null where the input is added as it is.</param>
    /// <param name="adds">False leaves the skip connection out.</param>
    /// <param name="relu">True: ReLU after the sum.</param>
    /// <param name="names">What the state dict calls the layers.</param>
    internal SkipBlock(
        Sequential main, Sequential? projection, bool adds, bool relu, params IEnumerable<(string Name, nn.Module Layer)> names)
        : base(nameof(SkipBlock))
    {
        (this.main, this.projection, this.adds, this.relu) = (main, projection, adds, relu);
        foreach (var (name, layer) in names)
            register_module(name, layer);
    }

    /// <summary><c>[N, in, H, W]</c> → <c>[N, out, H / stride, W / stride]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor output = main.call(input);
        if (adds)
            output = output.add_(projection is null ? input : projection.call(input), Held.One);
        if (relu)
            output = output.relu_();
        return output.MoveToOuterDisposeScope();
    }

    LayerPlan IComposite.Plan => new(main) { AddsInput = adds, Shortcut = projection is null ? [] : [projection], Relu = relu };

    protected override void RegisterComponents()
    {
    }
}
