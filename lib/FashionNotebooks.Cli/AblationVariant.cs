using FashionNotebooks.Models;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>A fine-grained recipe with one part more or less.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Change">From the full recipe to this one.</param>
internal sealed record AblationVariant(string Name, Func<FineGrainedRecipe, FineGrainedRecipe> Change)
{
    private const int Erased = 2; // of 16 places in the map of a pretrained net, of 144 in that of small-res

    /// <summary>The rows of the ablation, each part on top of the one before it, then the full one with other losses.</summary>
    public static IReadOnlyList<AblationVariant> All { get; } =
    [
        new("baseline", recipe => With(recipe, AttentionKind.None, 0)),
        new("+ attention", recipe => With(recipe, AttentionKind.Both, 0)),
        new("+ attention + erasure", recipe => With(recipe, AttentionKind.Both, Erased)),
        new("mean and maximum instead of cells", recipe => With(recipe, AttentionKind.Both, Erased, PoolingKind.MeanAndMax)),
        new("random triplets", recipe => With(recipe, AttentionKind.Both, Erased) with { Miner = TripletSelection.Random }),
        new("semi-hard triplets, no contrastive loss", recipe => With(recipe, AttentionKind.Both, Erased) with { ContrastiveWeight = 0 }),
        new("random triplets, no contrastive loss", recipe => With(recipe, AttentionKind.Both, Erased) with { ContrastiveWeight = 0, Miner = TripletSelection.Random }),
    ];

    private static FineGrainedRecipe With(FineGrainedRecipe recipe, AttentionKind attention, int erased, PoolingKind? pooling = null) =>
        recipe with { Model = recipe.Model with { Attention = attention, Pooling = pooling ?? recipe.Model.Pooling }, EraseCells = erased };
}
