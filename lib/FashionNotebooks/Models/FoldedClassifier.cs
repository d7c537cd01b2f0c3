using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Models;

/// <summary>
/// A classifier for inference only: batch norm folded into the convolutions and, where the engine can, convolutions packed for the CPU.
/// Scores and features equal the original's in eval mode to 1e-4.
/// </summary>
public sealed class FoldedClassifier : nn.Module<Tensor, Tensor>
{
    private readonly Backbone backbone;
    private readonly Sequential head;

    /// <summary>Copies a trained classifier; the copy shares no tensor with it.</summary>
    /// <param name="source">The classifier to copy.</param>
    /// <param name="prepack">Use packed convolutions where the engine has them.</param>
    public FoldedClassifier(ImageClassifier source, bool prepack = true)
        : base(nameof(FoldedClassifier))
    {
        ArgumentNullException.ThrowIfNull(source);
        backbone = source.Backbone.FoldedBackbone(prepack);
        head = Folding.Fold(source.Head, prepack);
        RegisterComponents();
        eval();
    }

    /// <summary>Scores: <c>[N, 3, 64, 64]</c> in [-1, 1] → <c>[N, classes]</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var grad = no_grad();
        using Tensor map = backbone.call(input);
        return head.call(map);
    }

    /// <summary>Pooled features: <c>[N, 3, 64, 64]</c> → <c>[N, D]</c>.</summary>
    public Tensor Features(Tensor input)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor pooled = head[1].call(head[0].call(backbone.call(input)));
        return pooled.MoveToOuterDisposeScope();
    }

    /// <summary>Scores from pooled features: <c>[N, D]</c> → <c>[N, classes]</c>.</summary>
    public Tensor Logits(Tensor features)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        Tensor scores = features;
        for (int i = 2; i < head.Count; i++)
            scores = head[i].call(scores);
        return scores.MoveToOuterDisposeScope();
    }
}
