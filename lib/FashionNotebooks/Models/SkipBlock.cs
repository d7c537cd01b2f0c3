using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>
/// Some layers and a skip connection around them (He et al., "Deep Residual Learning for Image Recognition", 2015). What the state dict
/// calls the layers is up to the net.
/// </summary>
public class SkipBlock : nn.Module<Tensor, Tensor>
{
    /// <summary>A block whose layers the state dict calls as the chain does, and the projection <c>shortcut</c>.</summary>
    internal SkipBlock(Sequential main, Sequential? shortcut, bool adds, bool relu)
        : this(main, shortcut, adds, relu, main.named_children())
    {
        if (shortcut is not null)
            register_module(nameof(shortcut), shortcut);
    }

    /// <param name="names">What the state dict calls the layers.</param>
    internal SkipBlock(
        Sequential main, Sequential? projection, bool adds, bool relu, params IEnumerable<(string Name, nn.Module Layer)> names)
        : base(nameof(SkipBlock))
    {
        (Main, Projection, Adds, Relu) = (main, projection, adds, relu);
        foreach (var (name, layer) in names)
            register_module(name, layer);
    }

    /// <summary>The layers, in the order in which they run.</summary>
    internal Sequential Main { get; }

    /// <summary>Brings the skip connection to another width or resolution; null where the input is added as it is.</summary>
    internal Sequential? Projection { get; }

    /// <summary>False leaves the skip connection out.</summary>
    internal bool Adds { get; }

    /// <summary>True: ReLU after the sum.</summary>
    internal bool Relu { get; }

    /// <summary><c>[N, in, H, W]</c> → <c>[N, out, H / stride, W / stride]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor output = Main.call(input);
        if (Adds)
            output = output.add_(Projection is null ? input : Projection.call(input), Held.One);
        if (Relu)
            output = output.relu_();
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the layers are registered under the names of the state dict.</summary>
    protected sealed override void RegisterComponents()
    {
    }
}
