using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

/// <summary>Gives its input as the map, so that what stands on top can be tested alone.</summary>
internal sealed class IdentityBackbone(int channels) : Backbone(nameof(IdentityBackbone))
{
    public override int FeatureSize => channels;

    public override Tensor forward(Tensor input) => input.alias();

    private protected override LayerPlan Parts => new();
}
