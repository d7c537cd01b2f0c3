using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>What both ways of training an encoder share: the network, the validation photos, the score.</summary>
internal abstract class SiameseStage : TrainingStage
{
    private readonly SiameseValidation validation;

    protected SiameseStage(SiameseNetwork network, PhotoSet validation, SiameseRecipe recipe, long seed)
    {
        Network = network;
        SiameseRecipe = recipe;
        this.validation = new SiameseValidation(network, validation, recipe, seed);
    }

    internal override string Name => "siamese";

    internal override nn.Module Model => Network;

    internal override StageRecipe Recipe => SiameseRecipe;

    protected SiameseNetwork Network { get; }

    protected SiameseRecipe SiameseRecipe { get; }

    internal override StageScore Evaluate() => validation.Score();

    protected Tensor Embed(Tensor images)
    {
        return Network.get_embedding(images).to(ScalarType.Float32);
    }
}
