using FashionNotebooks.Models;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models.FineGrained;

/// <summary>Gives its input as the map, so that what stands on top can be tested alone.</summary>
internal sealed class IdentityBackbone(int channels) : Backbone(nameof(IdentityBackbone), channels, nn.Sequential(), []);
