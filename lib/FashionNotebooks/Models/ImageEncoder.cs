namespace FashionNotebooks.Models;

/// <summary>Photos in, an embedding of each out: <c>[N, 3, S, S]</c> → <c>[N, D]</c>.</summary>
public abstract class ImageEncoder(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>The part that turns a photo into a map of features.</summary>
    public abstract Backbone Backbone { get; }

    /// <summary>Length of an embedding.</summary>
    public abstract int FeatureSize { get; }

    /// <summary>Whether embeddings have length 1.</summary>
    public abstract bool UnitLength { get; }

    /// <summary>The map that is pooled into the embedding: <c>[N, 3, S, S]</c> → <c>[N, C, h, w]</c>.</summary>
    public virtual Tensor FeatureMap(Tensor input) => Backbone.call(input);
}
