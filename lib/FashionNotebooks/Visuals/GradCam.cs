namespace FashionNotebooks.Visuals;

/// <summary>
/// Which places of a photo speak for an answer: the map of features, each channel weighed by how much the answer grows with it (Selvaraju
/// et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", 2017).
/// </summary>
public static class GradCam
{
    public static PlaceMap OfClass(ImageClassifier model, Tensor input, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, model.ClassCount);
        model.eval();
        return Explain(model.Backbone, input, map => model.Logits(Backbone.Pool(map))[0, label]);
    }

    /// <summary>Explains why a photo is near another one: what raises the cosine of their embeddings.</summary>
    public static PlaceMap OfLikeness(FineGrainedEncoder encoder, Tensor input, Tensor other)
    {
        encoder.eval();
        using var scope = NewDisposeScope();
        Tensor target = encoder.call(other).detach(); // [1, D]
        return Explain(encoder.Backbone, input, map => encoder.EmbeddingOf(map).mul(target).sum());
    }

    private static PlaceMap Explain(Backbone backbone, Tensor input, Func<Tensor, Tensor> answer)
    {
        using var grad = enable_grad();
        using var scope = NewDisposeScope();
        Tensor map = backbone.call(input.to(ComputeDevice.Current)).detach().requires_grad_(); // [1, C, h, w]
        Tensor slope = autograd.grad([answer(map)], [map])[0];                                 // [1, C, h, w]
        Tensor seen = map.detach().mul(slope.mean([2, 3], keepdim: true)).sum(1).relu();       // [1, h, w]
        return PlaceMap.Of(seen)[0];
    }
}
